package io.chattr.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chattr.domain.failure.Refusal;
import io.chattr.domain.identity.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipTest {
  private static final UserId ANN = new UserId("ann");

  @ParameterizedTest
  @CsvSource({
    // delivered, read, mark → delivered, read
    "0, 0, 3, 3, 0",
    "5, 2, 3, 5, 2",
    "5, 2, 5, 5, 2",
    "5, 5, 6, 6, 5",
  })
  void delivered_only_moves_forward(
      long delivered, long read, long mark, long then, long thenRead) {
    assertThat(new Watermarks(delivered, read).delivered(mark))
        .isEqualTo(new Watermarks(then, thenRead));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 3, 3, 3",
    "5, 2, 3, 5, 3",
    "5, 2, 2, 5, 2",
    "5, 2, 1, 5, 2",
    "5, 2, 7, 7, 7",
  })
  void read_only_moves_forward_and_takes_delivered_along(
      long delivered, long read, long mark, long then, long thenRead) {
    assertThat(new Watermarks(delivered, read).read(mark))
        .isEqualTo(new Watermarks(then, thenRead));
  }

  @Test
  void nothing_is_read_before_it_is_delivered() {
    assertThatThrownBy(() -> new Watermarks(1, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Watermarks(1, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_time_of_membership_includes_both_of_its_ends() {
    var time = new Interval(ANN, 5, 9, 3);

    assertThat(time.contains(4)).isFalse();
    assertThat(time.contains(5)).isTrue();
    assertThat(time.contains(9)).isTrue();
    assertThat(time.contains(10)).isFalse();
    assertThat(time.isOpen()).isFalse();
    assertThat(new Interval(ANN, 5, Interval.OPEN, 1).isOpen()).isTrue();
    assertThat(new Interval(ANN, 5, Interval.OPEN, 1).contains(1_000_000)).isTrue();
  }

  @Test
  void a_message_is_seen_from_the_first_visible_one_on() {
    var time = new Interval(ANN, 5, 9, 3);

    assertThat(time.contains(6, 3)).isTrue();
    assertThat(time.contains(6, 2)).isFalse();
    assertThat(time.contains(10, 3)).isFalse();
  }

  @Test
  void who_joins_has_read_everything() {
    assertThat(Member.joining(ANN, MemberRole.MEMBER).at(7))
        .isEqualTo(new Member(ANN, MemberRole.MEMBER, Grants.none(), 1, new Watermarks(7, 7)));
    assertThat(Member.joining(ANN, MemberRole.MEMBER, History.JOINED).at(7))
        .isEqualTo(new Member(ANN, MemberRole.MEMBER, Grants.none(), 8, new Watermarks(7, 7)));
  }

  @Test
  void to_say_again_where_somebody_joined_changes_nothing_but_what_was_posted_since() {
    assertThat(Member.joining(ANN, MemberRole.MEMBER).at(7).at(9))
        .isEqualTo(Member.joining(ANN, MemberRole.MEMBER).at(9));
  }

  @Test
  void roles_have_these_permissions() {
    var members = Permissions.of(Permission.POST, Permission.PIN);

    assertThat(MemberRole.OWNER.permissions(members)).isEqualTo(Permissions.every());
    assertThat(MemberRole.ADMIN.permissions(members))
        .isEqualTo(Permissions.every().without(Permissions.of(Permission.MANAGE_ROLES)));
    assertThat(MemberRole.MEMBER.permissions(members)).isEqualTo(members);
    assertThat(Permission.ADD_MEMBERS.code()).isEqualTo("add_members");
  }

  @Test
  void what_is_denied_goes_before_what_is_granted_or_in_the_role() {
    var grants = new Grants(Permissions.of(Permission.PIN), Permissions.of(Permission.POST));

    assertThat(grants.on(Permissions.of(Permission.POST, Permission.SEND_MEDIA)))
        .isEqualTo(Permissions.of(Permission.SEND_MEDIA, Permission.PIN));
    assertThat(
            Refusal.field(
                () -> new Grants(Permissions.of(Permission.PIN), Permissions.of(Permission.PIN))))
        .isEqualTo("permissions invalid_value");
  }
}
