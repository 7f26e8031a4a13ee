package io.chattr.benchmarks.scale;

import io.chattr.application.message.ReadHistory;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What clients ask all the time. */
enum Question {
  NEWEST_PAGE("newest page of history", true) {
    @Override
    void ask(Filled filled) {
      read(filled, Optional.empty(), Optional.empty());
    }
  },
  PAGE_IN_THE_MIDDLE("page of history, in the middle", true) {
    @Override
    void ask(Filled filled) {
      read(filled, Optional.of(filled.busyMessages() / 2), Optional.empty());
    }
  },
  PAGE_ANYWHERE("page of history, in another place each time", true) {
    @Override
    void ask(Filled filled) {
      read(filled, Optional.of(somewhere(filled.busyMessages())), Optional.empty());
    }
  },
  PAGE_BY_DATE("page of history, up to any date", false) {
    @Override
    void ask(Filled filled) {
      // One message a millisecond.
      Instant end = filled.newest().minusMillis(somewhere(filled.messages()));
      read(filled, Optional.empty(), Optional.of(end));
    }
  },
  CONVERSATIONS("page of the conversation list", true) {
    @Override
    void ask(Filled filled) {
      var page =
          filled
              .chattr()
              .viewConversations()
              .list(People.READER, new PageRequest(Optional.empty(), SIZE));
      require(page.items().size() == SIZE);
    }
  },
  UNREAD("unread count, nearly all read", true) {
    @Override
    void ask(Filled filled) {
      require(unread(filled, People.READER) <= 5);
    }
  },
  UNREAD_OF_ALL("unread count, nothing ever read", false) {
    @Override
    void ask(Filled filled) {
      require(unread(filled, People.SLEEPER) > filled.busyMessages() / 2);
    }
  };

  private static final int SIZE = 50;

  private final String title;
  private final boolean constant;

  Question(String title, boolean constant) {
    this.title = title;
    this.constant = constant;
  }

  String title() {
    return title;
  }

  /** Whether it is to cost the same however many messages there are; README.md tells why not. */
  boolean isConstant() {
    return constant;
  }

  /** Asks once, and fails unless there is an answer worth the name. */
  abstract void ask(Filled filled);

  private static void read(Filled filled, Optional<Long> before, Optional<Instant> to) {
    var page =
        filled
            .chattr()
            .readHistory()
            .handle(
                new ReadHistory.Query(
                    People.READER,
                    filled.busy(),
                    before,
                    Optional.empty(),
                    Optional.empty(),
                    to,
                    SIZE));
    require(page.items().size() == SIZE);
  }

  private static long unread(Filled filled, UserId user) {
    return filled
        .chattr()
        .viewConversations()
        .findUnread(new Seat(filled.busy(), user))
        .orElseThrow()
        .count();
  }

  /** In the middle half, another place each time. */
  private static long somewhere(long of) {
    return ThreadLocalRandom.current().nextLong(of / 4, of - of / 4);
  }

  private static void require(boolean asExpected) {
    if (!asExpected) {
      throw new IllegalStateException("Not what was to be found");
    }
  }
}
