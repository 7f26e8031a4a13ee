package io.chattr.application.message;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Directory;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Text;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.References;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the members whom a text names as {@code @username}. */
final class Mentions {
  // A name ends with a letter or digit here, so that a full stop behind it is none of it.
  private static final Pattern NAME =
      Pattern.compile("(?<![\\p{L}\\p{N}_.@-])@([\\p{L}\\p{N}_.-]{0,63}[\\p{L}\\p{N}_])");

  private final Directory directory;
  private final Conversations conversations;

  Mentions(Directory directory, Conversations conversations) {
    this.directory = directory;
    this.conversations = conversations;
  }

  /** In the order of their naming, at most {@value References#MAX_MENTIONS}. */
  List<UserId> in(Content content, ConversationId conversation) {
    List<String> names = names(content);
    if (names.isEmpty()) {
      return List.of();
    }
    var known = directory.named(names);
    List<UserId> users =
        names.stream().filter(known::containsKey).map(known::get).distinct().toList();
    Set<UserId> members = conversations.present(conversation, users);
    return users.stream().filter(members::contains).toList();
  }

  private static List<String> names(Content content) {
    String text =
        switch (content) {
          case Text said -> said.value();
          case Media media -> media.caption().map(Text::value).orElse("");
          default -> "";
        };
    return text.indexOf('@') < 0
        ? List.of()
        : NAME.matcher(text)
            .results()
            .map((MatchResult found) -> found.group(1))
            .distinct()
            .limit(References.MAX_MENTIONS)
            .toList();
  }
}
