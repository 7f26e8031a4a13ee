package io.chattr.adapter.websocket.chat;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.security.BcryptPasswordHasher;
import io.chattr.adapter.security.JjwtAccessTokens;
import io.chattr.application.account.AdministerAccounts;
import io.chattr.application.account.AppointAdmin;
import io.chattr.application.account.ChangePassword;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.account.LogIn;
import io.chattr.application.account.LoggedIn;
import io.chattr.application.account.RegisterAccount;
import io.chattr.application.port.Authenticator;
import io.chattr.domain.account.AccountState;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Password;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.AuthenticationProblem;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.people.Role;
import io.chattr.testkit.fixture.Fresh;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A socket lives as long as its log-in, whatever its token says. */
class LoginEndIT {
  private static final String SECRET = "correct horse";
  private static final String ENDED = "1008 log-in ended";

  private final MemoryStore store = new MemoryStore();
  private final BcryptPasswordHasher hasher = new BcryptPasswordHasher(4);
  private final ChattrAccounts accounts =
      ChattrAccounts.on(
              store,
              hasher,
              new JjwtAccessTokens(
                  "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII),
                  Duration.ofMinutes(15)))
          .build();
  private ChatServer server;

  @BeforeEach
  void start() {
    server = ChatServer.start(ChatServer.Setup.over(store).authenticator(accounts.authenticator()));
  }

  @AfterEach
  void stop() {
    server.close();
    hasher.close();
  }

  private LoggedIn register(String name) {
    return accounts
        .registerAccount()
        .handle(
            new RegisterAccount.Command(
                new Username(name), new EmailAddress(name + "@example.org"), new Password(SECRET)));
  }

  private LoggedIn logIn(String name) {
    return accounts.logIn().handle(new LogIn.Command(name, SECRET));
  }

  private LoggedIn refresh(LoggedIn present) {
    return accounts.refreshLogin().handle(present.refreshToken());
  }

  private void reuse(LoggedIn former) {
    assertThat(refusal(() -> refresh(former)))
        .isEqualTo(new Unauthenticated(AuthenticationProblem.SESSION_REVOKED));
  }

  private static JsonNode auth(LoggedIn login) {
    return ChatClient.JSON.createObjectNode().put("token", login.accessToken());
  }

  private ChatClient join(LoggedIn login) {
    ChatClient client = server.open().connects(auth(login));
    client.isLetIn();
    return client;
  }

  @Test
  void a_refresh_token_used_twice_closes_the_sockets_of_that_log_in_and_no_others() {
    LoggedIn owner = register("ann");
    LoggedIn elsewhere = logIn("ann");
    LoggedIn ben = register("ben");
    ConversationId room = server.direct(owner.account().id(), ben.account().id()).id();
    LoggedIn thief = refresh(owner);
    ChatClient owners = join(owner);
    ChatClient thiefs = join(thief);
    List<ChatClient> others = List.of(join(elsewhere), join(ben));

    reuse(owner);

    assertThat(owners.closed()).isEqualTo(ENDED);
    assertThat(thiefs.closed()).isEqualTo(ENDED);
    server.post(ben.account().id(), room, "still here");
    for (ChatClient other : others) {
      assertThat(other.texts(1)).containsExactly("still here");
    }
    for (LoggedIn login : List.of(owner, thief)) {
      assertThat(server.open().connects(auth(login)).isRefused()).isEqualTo("session_revoked");
    }
  }

  @Test
  void a_plain_socket_ends_with_its_log_in_and_no_token_of_it_is_good_any_more() {
    LoggedIn ann = register("ann");
    LoggedIn thief = refresh(ann);
    PlainTestClient plain = PlainTestClient.open(server).shows(ann.accessToken());

    reuse(ann);

    assertThat(plain.closed()).isEqualTo(ENDED);
    assertThat(PlainTestClient.withHeader(server, thief.accessToken()).closed())
        .isEqualTo("1008 session_revoked");
  }

  @Test
  void logging_out_closes_the_sockets_of_that_log_in_and_no_others() {
    LoggedIn ann = register("ann");
    LoggedIn elsewhere = logIn("ann");
    ChatClient phone = join(ann);
    ChatClient laptop = join(elsewhere);

    accounts.ownLogins().end(ann.account().id(), ann.session());

    assertThat(phone.closed()).isEqualTo(ENDED);
    assertThat(server.open().connects(auth(ann)).isRefused()).isEqualTo("session_revoked");
    assertThat(laptop.asks("join_conversation", "\"" + Fresh.id() + "\"").get("ok").isBoolean())
        .isTrue();
  }

  @Test
  void suspending_somebody_closes_all_of_their_sockets() {
    LoggedIn admin = register("admin");
    LoggedIn ann = register("ann");
    ChatClient phone = join(ann);
    ChatClient laptop = join(logIn("ann"));
    ChatClient admins = join(admin);
    new AppointAdmin(store.accounts()).handle(new Username("admin"), Role.ADMIN);

    accounts
        .administerAccounts()
        .handle(
            new AdministerAccounts.Command(
                admin.account().id(),
                ann.account().id(),
                Optional.empty(),
                Optional.of(AccountState.SUSPENDED)));

    assertThat(phone.closed()).isEqualTo(ENDED);
    assertThat(laptop.closed()).isEqualTo(ENDED);
    assertThat(server.open().connects(auth(ann)).isRefused()).isEqualTo("session_revoked");
    assertThat(admins.asks("join_conversation", "\"" + Fresh.id() + "\"").get("ok").isBoolean())
        .isTrue();
  }

  @Test
  void a_new_password_closes_the_sockets_of_all_other_log_ins() {
    LoggedIn ann = register("ann");
    ChatClient phone = join(ann);
    ChatClient laptop = join(logIn("ann"));

    accounts
        .changePassword()
        .handle(
            new ChangePassword.Command(
                ann.account().id(), ann.session(), SECRET, new Password("another horse")));

    assertThat(laptop.closed()).isEqualTo(ENDED);
    assertThat(phone.asks("join_conversation", "\"" + Fresh.id() + "\"").get("ok").isBoolean())
        .isTrue();
  }

  @Test
  void who_comes_back_with_a_log_in_that_has_ended_is_told_so() {
    LoggedIn ann = register("ann");
    ChatClient client = server.open().connects(auth(ann));
    String pid = client.isLetIn();
    LoggedIn next = refresh(ann);
    reuse(ann);
    assertThat(client.closed()).isEqualTo(ENDED);

    JsonNode back =
        ChatClient.JSON.createObjectNode().put("pid", pid).put("token", next.accessToken());

    assertThat(server.open().connects(back).isRefused()).isEqualTo("session_revoked");
  }

  @Test
  void a_log_in_that_ends_while_its_client_is_being_let_in_closes_it() {
    LoggedIn ann = register("ann");
    refresh(ann);
    Authenticator slow =
        new Authenticator() {
          @Override
          public Caller authenticate(String token) {
            Caller caller = accounts.authenticator().authenticate(token);
            reuse(ann);
            return caller;
          }

          @Override
          public void onEnd(Consumer<String> listener) {
            accounts.authenticator().onEnd(listener);
          }
        };
    try (var late = ChatServer.start(ChatServer.Setup.over(store).authenticator(slow))) {
      ChatClient client = late.open().connects(auth(ann));

      assertThat(client.closed()).isEqualTo(ENDED);
      assertThat(late.open().connects(auth(ann)).isRefused()).isEqualTo("session_revoked");
    }
  }

  @Test
  void a_log_in_that_ends_twice_or_without_sockets_hurts_nobody() {
    LoggedIn ann = register("ann");
    refresh(ann);
    ChatClient bens = join(register("ben"));

    reuse(ann);
    reuse(ann);

    assertThat(bens.asks("join_conversation", "\"" + Fresh.id() + "\"").get("ok").isBoolean())
        .isTrue();
  }
}
