package io.chattr.bootstrap;

import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.config.ConfigurationReader;
import io.chattr.bootstrap.config.InvalidConfiguration;
import io.chattr.bootstrap.config.Setting;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line: runs the server, or one of its commands. */
@Command(
    name = "chattr",
    description = "Runs the Chattr server until it is told to stop. There is nothing to configure.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {NewEpoch.class, AdminCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It ran, and was stopped",
      "1:It could not run; the reason is on the error output",
      "2:The command line is wrong"
    })
public final class Main implements Runnable {
  private static final int WIDTH = 110;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--demo",
      description =
          "Starts with three people, a group and what they have said, and prints how to log in as"
              + " them. Keeps nothing, unless DATABASE_URL is set.")
  private boolean demo;

  public static void main(String[] args) {
    int exit = commandLine().execute(args);
    if (exit != 0) {
      System.exit(exit);
    }
  }

  static CommandLine commandLine() {
    var commandLine = new CommandLine(new Main());
    UsageMessageSpec usage = commandLine.getCommandSpec().usageMessage();
    usage.width(WIDTH);
    usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> settings(help));
    return commandLine.setExecutionExceptionHandler(Main::explain);
  }

  @Override
  public void run() {
    Configuration configuration = configuration(System.getenv(), Path.of(""));
    PrintWriter out = spec.commandLine().getOut();
    Server server = Server.start(configuration);
    out.println(Banner.of(configuration, server.port()));
    out.flush();
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "chattr-stop"));
    try {
      stopped.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Configuration configuration(Map<String, String> environment, Path folder) {
    return demo
        ? ConfigurationReader.readForDemo(environment, folder)
        : ConfigurationReader.read(environment, folder);
  }

  private static String settings(CommandLine.Help help) {
    var rows = new LinkedHashMap<String, String>();
    for (Setting setting : Setting.values()) {
      String fallback = setting.fallback();
      rows.put(setting.key(), setting.help() + (fallback.isEmpty() ? "" : " (" + fallback + ")"));
    }
    return help.createHeading("%nSettings, from the environment or a file .env:%n")
        + help.createTextTable(rows);
  }

  /** People get a sentence; a stack trace is for defects. */
  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    switch (failure) {
      case InvalidConfiguration invalid -> {
        err.println(failed(parsed) + ", because its configuration is wrong:");
        invalid.problems().forEach(problem -> err.println("  " + problem));
        err.println("./chattr --help lists every setting.");
      }
      case CannotStart reason -> err.println(failed(parsed) + ": " + reason.getMessage());
      default -> failure.printStackTrace(err);
    }
    return 1;
  }

  private static String failed(CommandLine.ParseResult parsed) {
    return parsed.hasSubcommand() ? "Chattr has not done it" : "Chattr cannot start";
  }

  /** The version that the jar says. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Chattr " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
