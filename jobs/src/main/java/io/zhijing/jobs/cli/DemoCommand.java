package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.dashboards.console.Console;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.embedded.EmbeddedServers;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts real servers on this machine, replays real data through them and shows the warnings. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Start real servers here, replay real data, show the warnings.")
public final class DemoCommand implements Callable<Integer> {
  static final String DEFAULT_PACK = "inner-mongolia";

  private final Locale locale;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      defaultValue = DEFAULT_PACK,
      paramLabel = "PACK",
      descriptionKey = "demo.option.pack",
      description =
          "inner-mongolia (simulated), rasff or chicago, or a pack's folder (default: ${DEFAULT-VALUE}).")
  private String packName;

  @Option(
      names = "--exit",
      descriptionKey = "demo.option.exit",
      description = "Stop everything when the replay is done.")
  private boolean isToExit;

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      descriptionKey = "demo.option.data",
      description = "Replay these files instead of those of the pack.")
  private List<Path> files = List.of();

  @Mixin private YearOption year;

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      descriptionKey = "demo.option.lang",
      description = "Language of what is shown.")
  private String language;

  /** Speaks the language of the locale unless told otherwise. */
  public DemoCommand(Locale locale) {
    this.locale = locale;
  }

  @Override
  public Integer call() throws Exception {
    Locale shown = language == null ? locale : Locale.forLanguageTag(language);
    Messages messages = new Messages(shown);
    PrintWriter out = spec.commandLine().getOut();
    PackWatch watch = new PackWatch(packName);
    Pack pack;
    Reports reports = new Reports(Instant.now());
    try {
      pack = watch.load();
      if (year.isOutOfPlace(pack, files)) {
        out.println(messages.text("year.none"));
        return 2;
      }
      reports.readAll(pack, files, year.plan());
    } catch (PackFaults e) {
      out.println(messages.text("demo.pack-faults", List.of(packName)));
      e.faults().forEach(fault -> out.println("  " + fault));
      return 2;
    } catch (HeaderFaults | IOException e) {
      out.println(e.getMessage());
      return 2;
    }
    RefusedRows.print(reports.refused(), messages, out);
    if (reports.accepted().isEmpty()) {
      out.println(messages.text("demo.no-reports"));
      return 2;
    }
    boolean isChinese = Locale.CHINESE.getLanguage().equals(shown.getLanguage());
    return run(watch, pack, reports, new DemoRun.Screen(messages, isChinese, out));
  }

  private int run(PackWatch watch, Pack pack, Reports reports, DemoRun.Screen screen)
      throws Exception {
    Messages messages = screen.messages();
    PrintWriter out = screen.out();
    if (reports.isSimulated()) {
      out.println(messages.text("demo.simulated", pack.nameEn(), pack.nameZh()));
    }
    out.println(messages.text("demo.starting"));
    try (EmbeddedServers servers =
            EmbeddedServers.start(
                EmbeddedServers.Settings.usual(), line -> out.println("  " + line));
        EmbeddedFlink flink =
            EmbeddedFlink.start(
                Runtime.getRuntime().availableProcessors(), EmbeddedFlink.USUAL_PORT)) {
      DemoRun run = new DemoRun(watch, pack, screen);
      if (isToExit) {
        int code = run.replay(reports, servers, flink, true);
        out.println(urls(messages, servers, flink));
        return code;
      }
      try (Console console = new DemoConsole(pack, reports, screen.isChinese()).start(servers)) {
        out.println(messages.text("demo.console", console.address().toString()));
        int code = run.replay(reports, servers, flink, false);
        out.println(urls(messages, servers, flink));
        out.println(messages.text("demo.console", console.address().toString()));
        stay(messages, out);
        return code;
      }
    }
  }

  private static void stay(Messages messages, PrintWriter out) throws InterruptedException {
    out.println(messages.text("demo.waiting"));
    new CountDownLatch(1).await();
  }

  private static String urls(Messages messages, EmbeddedServers servers, EmbeddedFlink flink) {
    return messages.text(
        "demo.urls",
        List.of(
            servers.elasticsearchUri().toString(),
            servers.bootstrapServers(),
            flink.webUi().toString()));
  }
}
