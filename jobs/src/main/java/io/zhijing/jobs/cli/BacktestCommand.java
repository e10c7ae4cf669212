package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.backtest.Backtest;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which warnings a rule set would have raised over a history. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Run rules over a history: which warnings, how late, how many false.")
public final class BacktestCommand implements Callable<Integer> {
  private final Locale locale;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      defaultValue = DemoCommand.DEFAULT_PACK,
      paramLabel = "PACK",
      descriptionKey = "demo.option.pack",
      description = "A pack's id or folder (default: ${DEFAULT-VALUE}).")
  private String packName;

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      descriptionKey = "backtest.option.data",
      description = "These files instead of those of the pack.")
  private List<Path> files = List.of();

  @Mixin private RulesOption rulesOption;

  @Mixin private YearOption year;

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      descriptionKey = "demo.option.lang",
      description = "Language of what is shown.")
  private String language;

  /** Speaks the language of the locale unless told otherwise. */
  public BacktestCommand(Locale locale) {
    this.locale = locale;
  }

  @Override
  public Integer call() throws Exception {
    Locale shown = language == null ? locale : Locale.forLanguageTag(language);
    Messages messages = new Messages(shown);
    PrintWriter out = spec.commandLine().getOut();
    try {
      PackWatch watch = new PackWatch(packName);
      Pack pack = watch.load();
      if (year.isOutOfPlace(pack, files)) {
        out.println(messages.text("year.none"));
        return 2;
      }
      RuleSet rules = rulesOption.rules(pack);
      Optional<RuleSet> others = rulesOption.others(pack);
      Reports reports = new Reports();
      reports.readAll(pack, files, year.plan());
      RefusedRows.print(reports.refused(), messages, out);
      if (reports.accepted().isEmpty()) {
        out.println(messages.text("demo.no-reports"));
        return 2;
      }
      boolean isChinese = Locale.CHINESE.getLanguage().equals(shown.getLanguage());
      BacktestScreen screen =
          new BacktestScreen(new DemoRun.Screen(messages, isChinese, out), reports, watch.get());
      try (EmbeddedFlink flink = EmbeddedFlink.start(cores(), EmbeddedFlink.USUAL_PORT)) {
        Collection<Document> warnings = run(new Held(watch, pack, rules), reports, flink);
        screen.show(rules, warnings);
        if (others.isPresent()) {
          screen.compare(warnings, run(new Held(watch, pack, others.get()), reports, flink));
        }
      }
      return 0;
    } catch (PackFaults e) {
      out.println(messages.text("demo.pack-faults", List.of(packName)));
      e.faults().forEach(fault -> out.println("  " + fault));
    } catch (SettingsFaults e) {
      out.println(messages.text("rules.faults", e.getMessage()));
      e.faults().forEach(fault -> out.println("  " + fault));
    } catch (HeaderFaults | IOException e) {
      out.println(e.getMessage());
    }
    return 2;
  }

  private record Held(PackWatch watch, Pack pack, RuleSet rules) {}

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static Collection<Document> run(Held held, Reports reports, EmbeddedFlink flink)
      throws Exception {
    PipelineSettings settings =
        DemoRun.settings(held.watch(), held.pack(), held.rules(), reports.since());
    return new Backtest("backtest-" + held.rules().id(), held.pack(), settings)
        .run(
            new Backtest.History(reports.accepted(), reports.lastDay()),
            Set.of(DocumentKind.WARNINGS),
            cores(),
            flink::run);
  }
}
