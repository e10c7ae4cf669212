package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.explain.Explainer;
import io.zhijing.dashboards.explain.Explanation;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.cli.ServersOption.Servers;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.Rules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Why a warning: its numbers computed again from the stored counts. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description =
        "Compute a warning's numbers again from the stored counts, and show the reference.")
public final class ExplainCommand implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int DIFFERENT = 1;
  private static final int UNKNOWN = 2;

  private final Messages messages;

  @Spec private CommandSpec spec;
  @Mixin private ServersOption option;

  @Parameters(
      arity = "0..*",
      paramLabel = "WARNING",
      descriptionKey = "explain.option.warning",
      description = "Ids of warnings (default: all, one line each).")
  private List<String> ids = List.of();

  @Option(
      names = "--pack",
      defaultValue = DemoCommand.DEFAULT_PACK,
      paramLabel = "PACK",
      descriptionKey = "explain.option.pack",
      description = "The pack of the job (default: ${DEFAULT-VALUE}).")
  private String packName;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      descriptionKey = "explain.option.rules",
      description = "The rules whose detection the job runs (default: the standard ones).")
  private Path rulesFile;

  /** Speaks the language of the locale. */
  public ExplainCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      PackWatch watch = new PackWatch(packName);
      RuleSet base = Rules.standardOf(watch.load());
      RuleSet rules =
          rulesFile == null ? base : RulesDocument.read(Files.readString(rulesFile), base).rules();
      Servers servers = option.servers();
      String prefix = servers.elasticsearch().indexPrefix();
      try (DocumentReader reader = new DocumentReader(servers.elasticsearch())) {
        Explainer explainer = new Explainer(reader, prefix, watch.get(), rules.detection());
        String index = DocumentKind.WARNINGS.alias(prefix);
        return ids.isEmpty() ? all(reader, prefix, explainer) : some(reader, index, explainer);
      }
    } catch (PackFaults e) {
      out.println(messages.text("demo.pack-faults", List.of(packName)));
      e.faults().forEach(fault -> out.println("  " + fault));
    } catch (SettingsFaults e) {
      e.faults().forEach(fault -> out.println("  " + fault));
    }
    return UNKNOWN;
  }

  private int all(DocumentReader reader, String prefix, Explainer explainer) throws IOException {
    ExplanationText text = new ExplanationText(messages, spec.commandLine().getOut());
    return new AllExplained(reader::source, prefix, explainer::explain, text)
            .tell(reader.sources(DocumentKind.WARNINGS.alias(prefix)).values(), false)
        ? 0
        : DIFFERENT;
  }

  private int some(DocumentReader reader, String index, Explainer explainer) throws IOException {
    ExplanationText text = new ExplanationText(messages, spec.commandLine().getOut());
    int code = 0;
    for (String id : ids) {
      Optional<byte[]> source = reader.source(index, id);
      Optional<Explanation> explanation =
          source.isEmpty() ? Optional.empty() : explainer.explain(MAPPER.readTree(source.get()));
      if (explanation.isEmpty()) {
        String key = source.isEmpty() ? "warning.no-history" : "explain.nothing";
        spec.commandLine().getOut().println(messages.text(key, id));
        code = UNKNOWN;
      } else {
        text.whole(explanation.get());
        code = Math.max(code, explanation.get().isExact() ? 0 : DIFFERENT);
      }
    }
    return code;
  }
}
