package io.chattr.bootstrap.demo;

import static io.chattr.bootstrap.demo.DemoPeople.LENA;
import static io.chattr.bootstrap.demo.DemoPeople.MAYA;
import static io.chattr.bootstrap.demo.DemoPeople.TOM;

import io.chattr.application.Chattr;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.message.EditMessage;
import io.chattr.application.message.MarkMessages;
import io.chattr.application.message.PostMessage;
import io.chattr.application.port.Committed;
import io.chattr.bootstrap.demo.DemoPeople.Person;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What has happened among the people of a demo: who knows whom, and what was said. */
final class DemoStory {
  private static final Duration PAUSE = Duration.ofSeconds(40);

  private final Chattr chattr;
  private final DemoClock clock;
  private final Map<Person, UserId> ids;
  private final List<CompletableFuture<Committed<MarkMessages.Marked>>> marks = new ArrayList<>();
  private Duration ago = Duration.ZERO;

  DemoStory(Chattr chattr, DemoClock clock, Map<Person, UserId> ids) {
    this.chattr = chattr;
    this.clock = clock;
    this.ids = ids;
  }

  void tell() {
    at(Duration.ofHours(52));
    friends(MAYA, TOM);
    friends(TOM, LENA);
    ConversationId hike = group("Saturday hike", MAYA, TOM, LENA);
    ConversationId mayaAndTom = direct(MAYA, TOM);
    ConversationId tomAndLena = direct(TOM, LENA);

    at(Duration.ofHours(50));
    says(MAYA, hike, "Saturday looks dry at last. Who is in for the ridge walk?");
    Message drive = says(TOM, hike, "In! I can drive, there is room for three.");
    react(MAYA, drive, "🎉");
    Message question = says(LENA, hike, "Yes please. How long is it?");
    answers(MAYA, question, "14 km. Five hours, with a long lunch in the middle.");
    Message lunch = says(LENA, hike, "Then I make the good sandwiches.");
    react(MAYA, lunch, "❤️");
    react(TOM, lunch, "❤️");
    react(TOM, lunch, "🥪");

    at(Duration.ofHours(47));
    says(LENA, tomAndLena, "Do you still have my tent?");
    says(TOM, tomAndLena, "I do, and it is even dry. I bring it on Saturday.");
    reads(LENA, says(LENA, tomAndLena, "Perfect, thank you!"));

    at(Duration.ofHours(27));
    says(TOM, mayaAndTom, "Did the photos of the lake ever reach you?");
    says(MAYA, mayaAndTom, "No, could you send them again?");
    Message photos = says(TOM, mayaAndTom, "Here they are: https://example.org/photos/lake");
    Message thanks = answers(MAYA, photos, "Thank you! The one with the dog 😄");
    react(TOM, thanks, "😄");
    reads(TOM, thanks);

    at(Duration.ofHours(25));
    Message forecast = says(TOM, hike, "New forecast: rain from three on. Shall we start early?");
    Message meeting =
        says(MAYA, hike, "@tom @lena 8:00 at the station then, north exit, under the clock.");
    pin(MAYA, meeting);
    react(TOM, meeting, "👍");
    react(LENA, meeting, "👍");
    Message sharp = says(LENA, hike, "I will be there at eight sharp");
    edit(LENA, sharp, "I will be there at five to eight, sharp");
    react(MAYA, forecast, "🌧️");

    at(Duration.ofMinutes(40));
    Message boots = says(TOM, hike, "Boots or trail shoes?");
    reads(MAYA, boots);
    answers(LENA, boots, "Boots! Above the lake it is all mud.");
    Message thermos = says(LENA, hike, "And @maya, could you bring the big thermos again?");
    reads(TOM, thermos);

    at(Duration.ofMinutes(12));
    says(TOM, mayaAndTom, "Shall I pick you up on Saturday?");
    says(TOM, mayaAndTom, "I pass your street anyway, at about half past seven.");
    chattr.befriend().request(id(LENA), id(MAYA));
    // Marks in groups are gathered for a moment.
    marks.forEach(MarkMessages::outcome);
  }

  private void at(Duration before) {
    ago = before;
    clock.setBack(ago);
  }

  private void friends(Person one, Person other) {
    var request = chattr.befriend().request(id(one), id(other)).value();
    chattr.befriend().accept(request.id(), id(other));
  }

  private ConversationId group(String title, Person owner, Person... others) {
    Set<UserId> members = new HashSet<>();
    for (Person other : others) {
      members.add(id(other));
    }
    return open(new OpenConversation.Command.Group(id(owner), new Title(title), members));
  }

  private ConversationId direct(Person one, Person other) {
    return open(new OpenConversation.Command.Direct(id(one), id(other)));
  }

  private ConversationId open(OpenConversation.Command command) {
    return chattr.openConversation().handle(command).value().id();
  }

  private Message says(Person sender, ConversationId conversation, String text) {
    return post(sender, conversation, text, Optional.empty());
  }

  private Message answers(Person sender, Message to, String text) {
    return post(sender, to.conversation(), text, Optional.of(to.id()));
  }

  private Message post(
      Person sender, ConversationId conversation, String text, Optional<MessageId> replyTo) {
    at(ago.minus(PAUSE));
    var command =
        new PostMessage.Command(
            id(sender), conversation, new Text(text), Optional.empty(), replyTo, Optional.empty());
    return chattr.postMessage().handle(command).value();
  }

  private void edit(Person sender, Message message, String text) {
    chattr.editMessage().handle(new EditMessage.Command(id(sender), message.id(), new Text(text)));
  }

  private void react(Person member, Message message, String emoji) {
    chattr.markMessage().react(id(member), message.id(), new Emoji(emoji));
  }

  private void pin(Person member, Message message) {
    chattr.markMessage().pin(id(member), message.id());
  }

  private void reads(Person member, Message upTo) {
    marks.add(
        chattr
            .markMessages()
            .submit(
                new MarkMessages.Command(
                    id(member), new MarkMessages.Target.ById(upTo.id()), MarkMessages.Mark.READ)));
  }

  private UserId id(Person person) {
    return Objects.requireNonNull(ids.get(person));
  }
}
