package io.chattr.bootstrap;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom. Allow-lists, so that a typo in a package name fails instead of passing. */
@AnalyzeClasses(packages = "io.chattr", importOptions = ArchitectureTest.MainClasses.class)
class ArchitectureTest {
  private static final String SOCKETS = "io.chattr.adapter.websocket.";

  /** {@code javax.crypto} is a part of the JDK, too: digests of sends and of tokens are keyed. */
  @ArchTest
  static final ArchRule the_domain_knows_only_java = only("io.chattr.domain..", "javax.crypto..");

  @ArchTest
  static final ArchRule the_application_knows_only_the_domain =
      only("io.chattr.application..", "io.chattr.domain..", "jakarta.inject..", "javax.crypto..");

  @ArchTest static final ArchRule the_memory_adapter_knows_only_the_core = adapter("memory");

  @ArchTest
  static final ArchRule the_persistence_adapter_knows_the_core_and_databases =
      adapter(
          "persistence",
          "com.zaxxer.hikari..",
          "javax.sql..",
          "org.flywaydb.core..",
          "org.h2..",
          "org.jdbi.v3..",
          "org.postgresql..");

  @ArchTest
  static final ArchRule the_security_adapter_knows_the_core_cryptography_and_buckets =
      adapter(
          "security",
          "at.favre.lib..",
          "com.github.benmanes.caffeine..",
          "io.github.bucket4j..",
          "io.jsonwebtoken..",
          "javax.crypto..");

  @ArchTest
  static final ArchRule the_rest_adapter_knows_the_core_the_wire_and_undertow =
      adapter(
          "rest",
          "com.fasterxml.jackson..",
          "io.chattr.wire..",
          "io.undertow..",
          "javax.net.ssl..",
          "org.xnio..");

  @ArchTest
  static final ArchRule the_websocket_adapter_knows_the_core_the_wire_and_undertow =
      adapter(
          "websocket",
          "com.fasterxml.jackson..",
          "io.chattr.wire..",
          "io.undertow..",
          "javax.crypto..",
          "javax.net.ssl..",
          "org.xnio..");

  @ArchTest
  static final ArchRule the_wire_knows_the_core_and_jackson =
      only(
          "io.chattr.wire..",
          "io.chattr.application..",
          "io.chattr.domain..",
          "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule the_testkit_knows_the_core_and_the_memory_adapter =
      only(
          "io.chattr.testkit..",
          "io.chattr.adapter.memory..",
          "io.chattr.application..",
          "io.chattr.domain..",
          "org.assertj..",
          "org.junit.jupiter.api..");

  @ArchTest
  static final ArchRule adapters_do_not_know_each_other =
      slices().matching("io.chattr.adapter.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule only_bootstrap_knows_guice =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.chattr.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.inject..");

  @ArchTest
  static final ArchRule packages_of_the_core_form_no_cycle =
      slices().matching("io.chattr.(domain|application).(*)..").should().beFreeOfCycles();

  /** The protocols could be used alone: they know neither chat nor the server that carries them. */
  @ArchTest
  static final ArchRule engine_io_knows_only_json =
      only(SOCKETS + "engineio..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule socket_io_knows_only_engine_io =
      only(SOCKETS + "socketio..", SOCKETS + "engineio..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule plain_sockets_know_only_the_engine =
      only(SOCKETS + "plain..", SOCKETS + "engineio..");

  @ArchTest
  static final ArchRule what_carries_the_protocols_knows_no_chat =
      only(
          SOCKETS + "undertow..",
          SOCKETS + "engineio..",
          "io.undertow..",
          "javax.net.ssl..",
          "org.xnio..");

  /** Whoever embeds Chattr may have accounts of their own. */
  @ArchTest
  static final ArchRule only_accounts_know_accounts_in_the_domain =
      noClasses()
          .that()
          .resideInAPackage("io.chattr.domain..")
          .and()
          .resideOutsideOfPackage("io.chattr.domain.account..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.chattr.domain.account..");

  @ArchTest
  static final ArchRule the_core_knows_neither_sql_nor_http =
      noClasses()
          .that()
          .resideInAnyPackage("io.chattr.domain..", "io.chattr.application..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "java.net.http..");

  /** Time is told to the domain, so that what it decides depends on nothing else. */
  @ArchTest
  static final ArchRule the_domain_does_not_ask_what_time_it_is =
      noClasses()
          .that()
          .resideInAPackage("io.chattr.domain..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule packages_say_what_they_hold =
      noClasses()
          .should()
          .resideInAnyPackage("..common..", "..dto..", "..entities..", "..impl..", "..util..");

  @ArchTest
  static final ArchRule names_say_what_a_class_is =
      noClasses().should().haveNameMatching(".*(Helper|Impl|Manager|Utils?)");

  @ArchTest
  static final ArchRule virtual_threads_are_not_pinned_by_methods =
      noMethods().should().haveModifier(SYNCHRONIZED);

  /** Class files do not tell ArchUnit about synchronized blocks; the sources do. */
  @Test
  void virtual_threads_are_not_pinned_by_blocks() throws IOException {
    var block = Pattern.compile("^[^*/\"]*\\bsynchronized\\s*\\(", Pattern.MULTILINE);

    assertThat(sources())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            source ->
                assertThat(block.matcher(Files.readString(source)).find())
                    .as(source.toString())
                    .isFalse());
  }

  private static List<Path> sources() throws IOException {
    var sources = new ArrayList<Path>();
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      for (Path folder :
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .toList()) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    return sources;
  }

  private static ArchRule adapter(String name, String... technology) {
    return only(
        Stream.concat(
                Stream.of(
                    "io.chattr.adapter." + name + "..",
                    "io.chattr.application..",
                    "io.chattr.domain..",
                    "jakarta.inject.."),
                Stream.of(technology))
            .toArray(String[]::new));
  }

  /** The first package knows itself, the others, and Java. */
  private static ArchRule only(String... packages) {
    return classes()
        .that()
        .resideInAPackage(packages[0])
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            Stream.concat(Stream.of(packages), Stream.of("java..", "org.jspecify.."))
                .toArray(String[]::new));
  }

  /** What is shipped: everything but test classes, whatever the build folder is called. */
  static final class MainClasses implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }
}
