package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.targets.PlanTargets;
import io.zhijing.dashboards.targets.TargetFaults;
import io.zhijing.dashboards.targets.TargetKey;
import io.zhijing.dashboards.targets.TargetUpdate;
import io.zhijing.dashboards.targets.TargetValue;
import io.zhijing.dashboards.targets.ValueFile;
import io.zhijing.detection.model.Dimension;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.elasticsearch.client.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Updates the targets of the plan: counted where reports answer them, else what officers say. The
 * one writer of these documents.
 */
@Command(
    name = "targets",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Update the targets of the plan from the stored counts and officers' values.")
public final class TargetsCommand implements Callable<Integer> {
  private static final int FAULTY = 2;

  private final Messages messages;

  @Spec private CommandSpec spec;
  @Mixin private ServersOption servers;

  @Option(
      names = "--values",
      paramLabel = "FILE",
      descriptionKey = "targets.option.values",
      description =
          "Officers' values, CSV: target,region,year,value and if you like numerator,denominator,note.")
  private Path file;

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      descriptionKey = "targets.option.year",
      description = "Which year (default: those of the values, or this year).")
  private Integer year;

  @Option(
      names = "--pack",
      defaultValue = DemoCommand.DEFAULT_PACK,
      paramLabel = "PACK",
      descriptionKey = "explain.option.pack",
      description = "The pack of the job (default: ${DEFAULT-VALUE}).")
  private String packName;

  /** Speaks the language of the locale. */
  public TargetsCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Pack pack = new PackWatch(packName).load();
      if (!PlanTargets.isThere(pack)) {
        out.println(messages.text("targets.none", pack.id()));
        return FAULTY;
      }
      PlanTargets targets = PlanTargets.of(pack);
      Map<TargetKey, TargetValue> values = values(targets, pack);
      ElasticsearchSettings elasticsearch = servers.servers().elasticsearch();
      try (RestClient client = Connections.open(elasticsearch)) {
        Templates.ensure(client, elasticsearch.indexPrefix());
      }
      TargetUpdate update = new TargetUpdate(targets, pack, elasticsearch);
      int code = 0;
      for (int each : years(values)) {
        code = Math.max(code, report(each, update.write(each, values, Instant.now()), out));
      }
      return code;
    } catch (PackFaults e) {
      out.println(messages.text("demo.pack-faults", List.of(packName)));
      e.faults().forEach(fault -> out.println("  " + fault));
    } catch (TargetFaults e) {
      out.println(messages.text("targets.faults"));
      e.faults().forEach(fault -> out.println("  " + fault));
    } catch (SettingsFaults e) {
      e.faults().forEach(fault -> out.println("  " + fault));
    } catch (NoSuchFileException e) {
      out.println(messages.text("targets.no-file", e.getFile()));
    }
    return FAULTY;
  }

  private Map<TargetKey, TargetValue> values(PlanTargets targets, Pack pack)
      throws IOException, TargetFaults {
    if (file == null) {
      return Map.of();
    }
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return ValueFile.read(
          String.valueOf(file.getFileName()),
          reader,
          targets,
          pack.taxonomies().get(Dimension.REGION));
    }
  }

  private Set<Integer> years(Map<TargetKey, TargetValue> values) {
    Set<Integer> years = new TreeSet<>();
    if (year != null) {
      years.add(year);
      return years;
    }
    values.keySet().forEach(key -> years.add(key.year()));
    if (years.isEmpty()) {
      years.add(LocalDate.now(java.time.ZoneOffset.UTC).getYear());
    }
    return years;
  }

  private int report(int which, TargetUpdate.Outcome outcome, PrintWriter out) {
    out.println(
        messages.text(
            "targets.written",
            String.valueOf(which),
            String.valueOf(outcome.counted()),
            String.valueOf(outcome.given()),
            String.valueOf(outcome.noData())));
    outcome.refused().forEach(each -> out.println("  " + each.id() + ": " + each.reason()));
    return outcome.refused().isEmpty() ? 0 : 1;
  }
}
