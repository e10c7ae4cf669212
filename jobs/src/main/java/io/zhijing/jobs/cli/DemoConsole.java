package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.Console;
import io.zhijing.dashboards.console.Console.StartException;
import io.zhijing.dashboards.console.ConsoleSettings;
import io.zhijing.dashboards.console.ConsoleSettings.Job;
import io.zhijing.dashboards.console.ConsoleSettings.Listening;
import io.zhijing.dashboards.console.ConsoleSettings.Look;
import io.zhijing.dashboards.console.access.Sessions;
import io.zhijing.jobs.embedded.EmbeddedServers;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The console of a demo: nobody need sign in, and nobody but this machine can reach it. */
final class DemoConsole {
  private static final String HERE = "127.0.0.1";
  private static final int USUAL_PORT = 8080;

  private final Pack pack;
  private final Reports reports;
  private final boolean isChinese;

  DemoConsole(Pack pack, Reports reports, boolean isChinese) {
    this.pack = pack;
    this.reports = reports;
    this.isChinese = isChinese;
  }

  /** Starts it at the usual port, or at any that is free. */
  Console start(EmbeddedServers servers) throws SettingsFaults, StartException {
    try {
      return Console.start(settings(servers, USUAL_PORT), Clock.systemUTC());
    } catch (StartException e) {
      return Console.start(settings(servers, 0), Clock.systemUTC());
    }
  }

  private ConsoleSettings settings(EmbeddedServers servers, int port) {
    Map<String, LocalDate> since = new HashMap<>();
    reports.since().forEach((stream, day) -> since.put(stream, LocalDate.ofEpochDay(day)));
    return new ConsoleSettings(
        new Job(pack, pack.standardRules(), since),
        KafkaSettings.open(servers.bootstrapServers()),
        ElasticsearchSettings.open(servers.elasticsearchUri()),
        new Listening(HERE, port, Optional.empty(), Optional.empty()),
        Optional.empty(),
        Sessions.Limits.usual(),
        new Look(
            reports.isSimulated(),
            ZhijingCommand.VERSION,
            isChinese ? "zh" : "en",
            Look.LEAST_SMALL_COUNT,
            Look.USUAL_SILENCE,
            Set.of()));
  }
}
