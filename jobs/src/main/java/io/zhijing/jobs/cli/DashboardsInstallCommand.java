package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.Credentials;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.elasticsearch.sink.DirectWriter;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.kibana.KibanaFile;
import io.zhijing.dashboards.kibana.client.Installed;
import io.zhijing.dashboards.kibana.client.Installer;
import io.zhijing.dashboards.kibana.client.KibanaSettings;
import io.zhijing.dashboards.regions.RegionShapes;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.elasticsearch.client.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Loads the shapes of the regions into Elasticsearch, dashboards and rules into Kibana. Doing it
 * again brings everything to the state of this program.
 */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Install dashboards and alerting rules in a Kibana (8.19 or newer).")
public final class DashboardsInstallCommand implements Callable<Integer> {
  private static final int FAULTY = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SERVER_PATIENCE = Duration.ofSeconds(5);

  private final Messages messages;

  @Spec private CommandSpec spec;
  @Mixin private EditionOption option;
  @Mixin private ServersOption servers;

  @Option(
      names = "--kibana",
      required = true,
      paramLabel = "URL",
      descriptionKey = "dashboards.option.kibana",
      description = "Address of Kibana.")
  private URI kibana;

  @Option(
      names = "--space",
      paramLabel = "SPACE",
      defaultValue = "",
      descriptionKey = "dashboards.option.space",
      description = "Kibana space (default: the default one).")
  private String space;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      descriptionKey = "dashboards.option.prefix",
      description = "What index names begin with (default: that of the settings, or zhijing).")
  private String prefix;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = "",
      descriptionKey = "dashboards.option.user",
      description = "Account in Kibana.")
  private String user;

  @Option(
      names = "--password",
      paramLabel = "env:NAME|file:PATH",
      defaultValue = "",
      descriptionKey = "dashboards.option.password",
      description = "Where its password is.")
  private String password;

  @Option(
      names = "--api-key",
      paramLabel = "env:NAME|file:PATH",
      defaultValue = "",
      descriptionKey = "dashboards.option.api-key",
      description = "Where an API key is, as Elasticsearch encodes it.")
  private String apiKey;

  /** Speaks the language of the locale. */
  public DashboardsInstallCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Pack pack = new PackWatch(option.pack()).load();
      ElasticsearchSettings elasticsearch = elasticsearch();
      KibanaSettings settings = new KibanaSettings(kibana, space, credentials(), PATIENCE);
      Optional<Boolean> canDraw = shapes(pack, elasticsearch, out);
      if (canDraw.isEmpty()) {
        return 1;
      }
      KibanaFile file =
          KibanaFile.of(
              option.edition(pack, elasticsearch.indexPrefix(), servers.isDemo(), canDraw.get()),
              settings.space());
      if (!file.faults().isEmpty()) {
        out.println(messages.text("dashboards.faults"));
        file.faults().forEach(fault -> out.println("  " + fault));
        return 1;
      }
      return report(Installer.install(file, settings), out);
    } catch (PackFaults e) {
      out.println(messages.text("demo.pack-faults", List.of(option.pack())));
      e.faults().forEach(fault -> out.println("  " + fault));
    } catch (SettingsFaults e) {
      e.faults().forEach(fault -> out.println("  " + fault));
    } catch (IllegalArgumentException e) {
      out.println(messages.text("dashboards.settings", e.getMessage()));
    }
    return FAULTY;
  }

  private ElasticsearchSettings elasticsearch() throws SettingsFaults {
    ElasticsearchSettings settings = servers.servers().elasticsearch();
    return prefix == null ? settings : settings.withPrefix(prefix);
  }

  private Credentials credentials() {
    Secret key = Secret.resolve(apiKey, System::getenv);
    Secret word = Secret.resolve(password, System::getenv);
    for (Secret each : List.of(key, word)) {
      each.fault()
          .ifPresent(
              fault -> {
                throw new IllegalArgumentException(fault);
              });
    }
    if (key.isPresent()) {
      return new Credentials.ApiKey(key);
    }
    if (user.isEmpty() != !word.isPresent()) {
      throw new IllegalArgumentException("--user and --password belong together");
    }
    return word.isPresent() ? new Credentials.Basic(user, word) : new Credentials.None();
  }

  /** Whether there is a map to draw; empty if Elasticsearch could not be written to. */
  private Optional<Boolean> shapes(Pack pack, ElasticsearchSettings settings, PrintWriter out)
      throws InterruptedException {
    if (option.isWithoutMap()) {
      return Optional.of(false);
    }
    String address = settings.hosts().toString();
    try (DocumentReader reader = new DocumentReader(settings);
        RestClient client = Connections.open(settings);
        DirectWriter writer = new DirectWriter(settings)) {
      if (!reader.waitUntilReady(SERVER_PATIENCE)) {
        out.println(messages.text("dashboards.no-elasticsearch", address));
        return Optional.empty();
      }
      Templates.ensure(client, settings.indexPrefix());
      List<Document> documents =
          RegionShapes.documents(pack, settings.indexPrefix(), Instant.now());
      List<DirectWriter.Refusal> refused = writer.write(documents);
      boolean canDraw = Templates.hasShapes(client, settings.indexPrefix());
      if (documents.isEmpty()) {
        out.println(messages.text("dashboards.no-shapes", pack.id()));
      } else {
        out.println(
            messages.text(
                canDraw ? "dashboards.shapes" : "dashboards.shapes-undrawn",
                String.valueOf(documents.size() - refused.size())));
      }
      refused.forEach(each -> out.println("  " + each.id() + ": " + each.reason()));
      return refused.isEmpty() ? Optional.of(canDraw) : Optional.empty();
    } catch (IOException | Templates.TemplateException e) {
      out.println(messages.text("dashboards.elasticsearch-failed", address, e.getMessage()));
      return Optional.empty();
    }
  }

  private int report(Installed installed, PrintWriter out) {
    if (installed.objects() > 0) {
      out.println(
          messages.text(
              "dashboards.installed",
              String.valueOf(installed.objects()),
              String.valueOf(installed.made().size()),
              String.valueOf(installed.changed().size()),
              installed.version()));
    }
    installed
        .troubles()
        .forEach(
            trouble ->
                out.println(
                    messages.text(
                        "dashboards.trouble." + trouble.kind().code(),
                        trouble.subject(),
                        trouble.detail())));
    return installed.troubles().isEmpty() ? 0 : 1;
  }
}
