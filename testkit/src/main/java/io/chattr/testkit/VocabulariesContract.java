package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Vocabularies;
import io.chattr.testkit.fixture.Fresh;
import org.junit.jupiter.api.Test;

/** What every {@link Vocabularies} must do. */
public interface VocabulariesContract extends StoreUnderTest {
  @Test
  default void of_a_log_in_that_never_spoke_nothing_is_known() {
    assertThat(vocabularies().find(Fresh.word())).isEmpty();
  }

  @Test
  default void what_is_kept_first_stays() {
    String session = Fresh.word();
    String other = Fresh.word();

    vocabularies().keep(session, "camelCase");
    vocabularies().keep(session, "native");
    vocabularies().keep(other, "native");

    assertThat(vocabularies().find(session)).contains("camelCase");
    assertThat(vocabularies().find(other)).contains("native");
  }

  private Vocabularies vocabularies() {
    return store().vocabularies();
  }
}
