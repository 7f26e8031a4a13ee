package io.chattr.application.live;

import io.chattr.application.people.Receipts;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** A notice in as many forms as its readers need: all who may know the same get the same object. */
final class Variants {
  private final Notice notice;
  private final Set<UserId> told;
  private final Set<UserId> without;
  // What everybody gets who wants receipts, and nearly always the only form.
  private final Notice usual;

  /** {@code without} are those who want no receipts, of its readers and those it tells of. */
  Variants(Notice notice, Set<UserId> without) {
    this.notice = notice;
    this.told = notice.whoseReading();
    this.without = without;
    var veiled = told.stream().filter(without::contains).collect(Collectors.toUnmodifiableSet());
    this.usual = veiled.isEmpty() ? notice : notice.veiling(veiled);
  }

  Notice to(UserId reader) {
    Set<UserId> veiled = veiledTo(reader);
    return veiled.equals(usual.veiled()) ? usual : notice.veiling(veiled);
  }

  /** One form after the other, so that whoever shows it to many makes it once. */
  void hand(Collection<UserId> readers, BiConsumer<Notice, UserId> each) {
    var others = new HashMap<Set<UserId>, List<UserId>>();
    for (UserId reader : readers) {
      Set<UserId> veiled = veiledTo(reader);
      if (veiled.equals(usual.veiled())) {
        each.accept(usual, reader);
      } else {
        others.computeIfAbsent(veiled, form -> new ArrayList<>()).add(reader);
      }
    }
    for (Map.Entry<Set<UserId>, List<UserId>> other : others.entrySet()) {
      Notice form = notice.veiling(other.getKey());
      other.getValue().forEach(reader -> each.accept(form, reader));
    }
  }

  private Set<UserId> veiledTo(UserId reader) {
    return told.isEmpty() || !without.contains(reader)
        ? usual.veiled()
        : Receipts.veiled(reader, told, without);
  }
}
