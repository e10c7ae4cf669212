package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.jobs.chaos.Arena;
import io.zhijing.jobs.chaos.Outcome;
import io.zhijing.jobs.chaos.Replay;
import io.zhijing.jobs.chaos.Schedule;
import io.zhijing.jobs.chaos.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Replays a history on a cluster of real processes while faults strike by seeded schedules, and
 * compares what comes out with an undisturbed run.
 */
final class ChaosCheck {
  private static final int SHOWN_DIFFERENCES = 20;

  private final Messages messages;
  private final PrintWriter out;
  private final long began = System.nanoTime();

  ChaosCheck(Messages messages, PrintWriter out) {
    this.messages = messages;
    this.out = out;
  }

  /** 0 if every schedule ends as the undisturbed run, 1 if one does not. */
  int run(List<Long> seeds) throws IOException, PackFaults, HeaderFaults, InterruptedException {
    Replay replay = Replay.read();
    Path folder = Files.createTempDirectory("zhijing-chaos-");
    int bad = 0;
    try (Arena arena = Arena.open(this::say)) {
      Outcome calm = calm(new Trial(arena, replay, "calm", this::say), folder);
      say(
          messages.text(
              "doctor.chaos.calm",
              List.of(
                  String.valueOf(replay.reports().size()),
                  String.valueOf(calm.documents().size()),
                  String.valueOf(calm.deliveries().size()))));
      for (long seed : seeds) {
        Trial trial = new Trial(arena, replay, "chaos-" + Long.toUnsignedString(seed), this::say);
        bad += passes(trial, Schedule.of(seed, Arena.workers()), calm, folder) ? 0 : 1;
      }
    }
    String verdict = bad == 0 ? "doctor.chaos.passed" : "doctor.chaos.failed";
    say(messages.text(verdict, List.of(String.valueOf(seeds.size()), String.valueOf(bad))));
    return bad == 0 ? 0 : 1;
  }

  private static Outcome calm(Trial trial, Path folder) throws IOException, InterruptedException {
    try {
      trial.begin(folder);
      trial.play(Schedule.calm());
      return trial.settled();
    } finally {
      trial.end();
    }
  }

  private boolean passes(Trial trial, Schedule schedule, Outcome calm, Path folder)
      throws IOException, InterruptedException {
    say(
        messages.text(
            "doctor.chaos.schedule",
            List.of(String.valueOf(schedule.seed()), String.valueOf(schedule.strikes().size()))));
    try {
      trial.begin(folder);
      trial.play(schedule);
      Outcome outcome = trial.settledAs(calm);
      List<String> differences = outcome.differences(calm);
      differences.stream().limit(SHOWN_DIFFERENCES).forEach(each -> say("  " + each));
      boolean isFine = differences.isEmpty() && outcome.repeats() <= allowed(schedule);
      say(
          messages.text(
              isFine ? "doctor.chaos.equal" : "doctor.chaos.differs",
              List.of(
                  String.valueOf(schedule.seed()),
                  String.valueOf(differences.size()),
                  String.valueOf(outcome.repeats()),
                  String.valueOf(allowed(schedule)))));
      return isFine;
    } finally {
      trial.end();
    }
  }

  /** A crash may repeat what was in flight, under the same id: one message at a time is. */
  private static int allowed(Schedule schedule) {
    return 2 * schedule.strikes().size();
  }

  private void say(String text) {
    long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    out.println("%5d s  %s".formatted(seconds, text));
    out.flush();
  }
}
