package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.chattr.adapter.rest.wrong.RestThatKnowsSockets;
import io.chattr.adapter.websocket.wrong.Socket;
import io.chattr.application.ring.Finger;
import io.chattr.application.wrong.ApplicationThatKnowsGuice;
import io.chattr.bootstrap.util.PinningManager;
import io.chattr.domain.ring.Hand;
import io.chattr.domain.wrong.DomainThatAsksTheTime;
import io.chattr.domain.wrong.DomainThatSpeaksHttp;
import org.junit.jupiter.api.Test;

/** Shows that the rules of {@link ArchitectureTest} refuse what they are there to refuse. */
class ArchitectureRulesTest {

  @Test
  void a_domain_that_speaks_http_is_refused() {
    assertRefused(ArchitectureTest.the_domain_knows_only_java, DomainThatSpeaksHttp.class);
  }

  @Test
  void a_domain_that_asks_the_time_is_refused() {
    assertRefused(
        ArchitectureTest.the_domain_does_not_ask_what_time_it_is, DomainThatAsksTheTime.class);
  }

  @Test
  void an_application_that_knows_guice_is_refused() {
    assertRefused(
        ArchitectureTest.the_application_knows_only_the_domain, ApplicationThatKnowsGuice.class);
    assertRefused(ArchitectureTest.only_bootstrap_knows_guice, ApplicationThatKnowsGuice.class);
  }

  @Test
  void an_adapter_that_knows_another_is_refused() {
    assertRefused(
        ArchitectureTest.adapters_do_not_know_each_other, RestThatKnowsSockets.class, Socket.class);
    assertRefused(
        ArchitectureTest.the_rest_adapter_knows_the_core_the_wire_and_undertow,
        RestThatKnowsSockets.class);
  }

  @Test
  void a_cycle_in_the_core_is_refused() {
    assertRefused(ArchitectureTest.packages_of_the_core_form_no_cycle, Hand.class, Finger.class);
  }

  @Test
  void names_that_say_nothing_are_refused() {
    assertRefused(ArchitectureTest.packages_say_what_they_hold, PinningManager.class);
    assertRefused(ArchitectureTest.names_say_what_a_class_is, PinningManager.class);
  }

  @Test
  void a_synchronized_method_is_refused() {
    assertRefused(ArchitectureTest.virtual_threads_are_not_pinned_by_methods, PinningManager.class);
  }

  private static void assertRefused(ArchRule rule, Class<?>... wrong) {
    assertThat(rule.evaluate(new ClassFileImporter().importClasses(wrong)).hasViolation())
        .as(rule.getDescription())
        .isTrue();
  }
}
