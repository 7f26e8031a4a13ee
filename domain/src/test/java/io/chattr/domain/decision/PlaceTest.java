package io.chattr.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Refusal;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.References;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a member may do, and how far they have come. */
class PlaceTest {
  private static final ConversationId ROOM = new ConversationId(new UUID(0, 1));
  private static final UserId ANN = new UserId("ann");
  private static final Newest FIFTH = new Newest(new MessageId(new UUID(0, 5)), 5);

  @ParameterizedTest
  @EnumSource(MemberRole.class)
  void every_member_may_post_and_a_post_rests_on_their_standing_alone(MemberRole role) {
    var draft =
        new Draft(
            new MessageId(new UUID(0, 9)),
            ROOM,
            ANN,
            new Text("hello"),
            Optional.empty(),
            References.none(),
            Optional.empty());

    assertThat(standing(role).post(draft))
        .isEqualTo(
            new Decision.Post(List.of(new Read(new Subject.OfConversation(ROOM), 4)), draft));
  }

  @Test
  void what_a_role_does_not_have_is_not_permitted() {
    assertThat(
            Refusal.of(
                () -> {
                  standing(MemberRole.MEMBER).require(Permission.REMOVE_MEMBERS);
                  return ROOM;
                }))
        .isEqualTo(new NotPermitted("remove_members"));
  }

  @Test
  void delivered_and_read_move_the_members_own_watermarks() {
    assertThat(progress(2, 1).delivered(FIFTH)).isEqualTo(moved(new Watermarks(5, 1)));
    assertThat(progress(2, 1).read(FIFTH)).isEqualTo(moved(new Watermarks(5, 5)));
    assertThat(progress(8, 1).read(FIFTH)).isEqualTo(moved(new Watermarks(8, 5)));
  }

  @Test
  void an_older_mark_changes_nothing() {
    assertThat(progress(5, 1).delivered(FIFTH)).isEqualTo(Decision.nothing(new Watermarks(5, 1)));
    assertThat(progress(9, 6).read(FIFTH)).isEqualTo(Decision.nothing(new Watermarks(9, 6)));
  }

  private static Standing standing(MemberRole role) {
    return new Standing(
        ROOM,
        ConversationType.GROUP,
        ANN,
        role,
        role.permissions(Permissions.of(Permission.POST)),
        1,
        Optional.empty(),
        4);
  }

  private static Progress progress(long delivered, long read) {
    return new Progress(
        new Seat(ROOM, ANN), ConversationType.GROUP, 1, new Watermarks(delivered, read), false, 3);
  }

  private static Decision<Watermarks> moved(Watermarks watermarks) {
    return new Decision.Change<>(
        List.of(new Read(new Subject.OfSeat(new Seat(ROOM, ANN)), 3)),
        List.of(new StatusMoved(ROOM, List.of(new Move(ANN, watermarks)), FIFTH)),
        watermarks);
  }
}
