package io.zhijing.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.jobs.chaos.Arena;
import io.zhijing.jobs.chaos.Fault;
import io.zhijing.jobs.chaos.Outcome;
import io.zhijing.jobs.chaos.Replay;
import io.zhijing.jobs.chaos.Schedule;
import io.zhijing.jobs.chaos.Schedule.Strike;
import io.zhijing.jobs.chaos.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on a cluster of processes: ZooKeeper, JobManager, two TaskManagers, Kafka,
 * Elasticsearch, each a JVM of its own, jobs submitted by Flink's client. What is killed may be
 * noticed by nobody who reads warnings, counts, audit or messages.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class RealClusterIT {
  private static final int HOLD_SECONDS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path folder;
  private static Arena arena;
  private static Replay replay;
  private static Outcome calm;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    replay = Replay.read();
    arena = Arena.open(progress -> {});
    Trial trial = new Trial(arena, replay, "calm", progress -> {});
    try {
      trial.begin(folder);
      shownSettingsAreMasked(trial);
      trial.play(Schedule.calm());
      calm = trial.settled();
    } finally {
      trial.end();
    }
    assertThat(calm.documents().keySet())
        .as("there is something to compare")
        .anyMatch(id -> id.startsWith("warnings "))
        .anyMatch(id -> id.startsWith("audit "))
        .anyMatch(id -> id.startsWith("counts "))
        .anyMatch(id -> id.startsWith("health "));
    assertThat(calm.deliveries()).hasSizeGreaterThan(5);
    assertThat(calm.repeats()).isZero();
  }

  @AfterAll
  static void stop() throws Exception {
    arena.close();
  }

  private static void shownSettingsAreMasked(Trial trial) throws Exception {
    JsonNode shown =
        arena.cluster().ask("/jobs/" + trial.monitoring() + "/config").path("execution-config");
    assertThat(shown.path("user-config").path("pack").asText()).isEqualTo("rasff");
    assertThat(shown.path("user-config").path("hash_key").asText()).isEqualTo("******");
    assertThat(shown.toString()).doesNotContain("not secret");
  }

  @Test
  void aKilledTaskManagerIsNotNoticed() throws Exception {
    Strike first = new Strike(30, Fault.WORKER_KILLED, HOLD_SECONDS, 0);
    Strike second = new Strike(60, Fault.WORKER_KILLED, HOLD_SECONDS, 1);
    endsLikeTheUndisturbed("workers", List.of(first, second));
  }

  @Test
  void aKilledJobManagerRecoversItsJobs() throws Exception {
    Strike strike = new Strike(50, Fault.COORDINATOR_KILLED, HOLD_SECONDS, 0);
    endsLikeTheUndisturbed("coordinator", List.of(strike));
  }

  private static void endsLikeTheUndisturbed(String run, List<Strike> strikes) throws Exception {
    Trial trial = new Trial(arena, replay, run, progress -> {});
    try {
      trial.begin(folder);
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(trial.states()).containsOnly("RUNNING"));
      trial.play(new Schedule(1, strikes));
      Outcome outcome = trial.settledAs(calm);
      assertThat(outcome.differences(calm)).isEmpty();
      assertThat(outcome.repeats()).isLessThanOrEqualTo(2 * strikes.size());
      assertThat(trial.states()).containsOnly("RUNNING");
      assertThat(restored(trial)).as("it went on from a checkpoint").isTrue();
    } finally {
      trial.end();
    }
  }

  private static boolean restored(Trial trial) throws Exception {
    JsonNode checkpoints =
        arena.cluster().ask("/jobs/" + trial.monitoring() + "/checkpoints").path("latest");
    return checkpoints.path("restored").has("id");
  }
}
