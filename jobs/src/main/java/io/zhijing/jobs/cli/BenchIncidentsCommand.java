package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.bench.Host;
import io.zhijing.jobs.bench.IncidentBench;
import io.zhijing.jobs.bench.IncidentScores;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.simulation.RealShape;
import io.zhijing.jobs.simulation.SimulatedYear;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What is found of the same incidents in several simulated years. Exit code 0 if the rules (the
 * last, of two) find on average what is asked for, 1 if not, 2 if a file cannot be read.
 */
@Command(
    name = "incidents",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Run rules over several simulated years with the same incidents.")
final class BenchIncidentsCommand implements Callable<Integer> {
  private final Messages messages;
  private final boolean isChinese;

  @Spec private CommandSpec spec;

  @Option(
      names = "--years",
      paramLabel = "NUMBER",
      defaultValue = "4",
      descriptionKey = "bench.incidents.option.years",
      description = "How many years, with seeds one after the other (default: ${DEFAULT-VALUE}).")
  private int years;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      descriptionKey = "bench.incidents.option.seed",
      description = "Seed of the first year (default: that of the demo).")
  private long seed = SimulatedYear.Plan.standard().seed();

  @Mixin private RulesOption rules;

  BenchIncidentsCommand(Locale locale) {
    this.messages = new Messages(locale);
    this.isChinese = Locale.CHINESE.getLanguage().equals(locale.getLanguage());
  }

  @Override
  public Integer call() throws Exception {
    if (years < 1) {
      return refuse(messages.text("bench.budget.years"));
    }
    PackWatch watch = new PackWatch(DemoCommand.DEFAULT_PACK);
    try (EmbeddedFlink flink = EmbeddedFlink.start(cores(), EmbeddedFlink.USUAL_PORT)) {
      Pack pack = watch.load();
      List<RuleSet> ruleSets = ruleSets(pack);
      IncidentBench bench = new IncidentBench(pack, watch.get(), new Host(cores(), flink::run));
      List<IncidentScores> scores = run(bench, watch, ruleSets);
      new IncidentTable(screen()).show(ruleSets, scores);
      return scores.get(scores.size() - 1).isGoodEnough() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (SettingsFaults e) {
      e.faults().forEach(fault -> refuse("  " + fault));
      return refuse(messages.text("rules.faults", e.getMessage()));
    } catch (PackFaults | HeaderFaults | IOException problem) {
      return refuse(problem.getMessage());
    }
  }

  /** Year by year, so that a year is drawn once and forgotten before the next. */
  private List<IncidentScores> run(IncidentBench bench, PackWatch watch, List<RuleSet> ruleSets)
      throws Exception {
    RealShape shape = Reports.shape();
    List<List<IncidentScores.Year>> ran = new ArrayList<>();
    ruleSets.forEach(rules -> ran.add(new ArrayList<>()));
    Progress progress = screen().progress("bench.real.running");
    int runs = 0;
    for (int i = 0; i < years; i++) {
      SimulatedYear year =
          SimulatedYear.of(bench.pack(), shape, SimulatedYear.Plan.standard().withSeed(seed + i));
      for (int of = 0; of < ruleSets.size(); of++) {
        PipelineSettings settings =
            DemoRun.settings(watch, bench.pack(), ruleSets.get(of), since(year));
        ran.get(of).add(bench.run(year, settings));
        progress.show(++runs, (long) years * ruleSets.size(), String.valueOf(seed + i));
      }
    }
    progress.end();
    return ran.stream().map(IncidentScores::new).toList();
  }

  private DemoRun.Screen screen() {
    return new DemoRun.Screen(messages, isChinese, spec.commandLine().getOut());
  }

  private List<RuleSet> ruleSets(Pack pack) throws IOException, SettingsFaults {
    List<RuleSet> ruleSets = new ArrayList<>();
    ruleSets.add(rules.rules(pack));
    rules.others(pack).ifPresent(ruleSets::add);
    return ruleSets;
  }

  private static Map<String, Integer> since(SimulatedYear year) {
    int first = (int) year.plan().first().toEpochDay();
    return Arrays.stream(ReportStream.values())
        .map(ReportStream::code)
        .collect(Collectors.toMap(Function.identity(), code -> first));
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private int refuse(String message) {
    spec.commandLine().getErr().println(message);
    return ExitCode.USAGE;
  }
}
