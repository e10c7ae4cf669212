package io.zhijing.jobs.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The settings files of a run, as an operator would write them.
 *
 * @param monitoring of the monitoring job
 * @param notification of the notification job
 */
record RunFiles(Path monitoring, Path notification) {
  /** Where the secrets of both stand. */
  static final Map<String, String> SECRETS =
      Map.of(
          "ZHIJING_HASH_KEY", "a key for a rehearsal, not secret",
          "ZHIJING_WEBHOOK_KEY", "a key for a rehearsal, not secret");

  /**
   * The servers of a run.
   *
   * @param kafka bootstrap servers
   * @param elasticsearch where documents go
   * @param webhook where deliveries go
   */
  record Addresses(String kafka, URI elasticsearch, URI webhook) {}

  static RunFiles write(Path folder, String run, Replay replay, Addresses addresses)
      throws IOException {
    String servers =
        """
        pack: %s
        kafka: {bootstrap_servers: "%s", topic_prefix: %s}
        elasticsearch: {hosts: ["%s"], index_prefix: %s}
        """
            .formatted(Replay.PACK, addresses.kafka(), run, addresses.elasticsearch(), run);
    Path monitoring = folder.resolve(run + "-monitoring.yaml");
    Files.writeString(
        monitoring,
        servers
            + """
            group: %1$s-monitoring
            horizons: {out_of_order_days: %3$d, correction_days: 60, idle_minutes: 600, limits_by: reports}
            since: {inspection: %2$s, complaint: %2$s, ecommerce: %2$s, notification: %2$s}
            """
                .formatted(run, replay.first(), Replay.OUT_OF_ORDER_DAYS));
    Path notification = folder.resolve(run + "-notification.yaml");
    Files.writeString(
        notification,
        servers
            + """
            group: %s-notification
            threads_per_channel: 1
            retry: {first_seconds: 1, longest_seconds: 4, attempts: 100, give_up_seconds: 7200, jitter: 0.1}
            channels:
              hook:
                type: webhook
                endpoint: %s
                signing_key: env:ZHIJING_WEBHOOK_KEY
                external_url: http://localhost/
            """
                .formatted(run, addresses.webhook()));
    return new RunFiles(monitoring, notification);
  }
}
