package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.jobs.embedded.EmbeddedServers;
import io.zhijing.jobs.embedded.Machine;
import io.zhijing.jobs.embedded.Requirements;
import io.zhijing.jobs.embedded.Requirements.Finding;
import io.zhijing.jobs.embedded.Requirements.Plan;
import io.zhijing.jobs.embedded.Requirements.State;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Says what this machine lacks and how to get it. Exit code 0 if nothing needed is missing, else 1.
 */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Say what this machine lacks and how to get it.")
public final class DoctorCommand implements Callable<Integer> {

  private final Messages messages;
  private final Machine machine;

  @Spec private CommandSpec spec;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      descriptionKey = "doctor.option.kafka",
      description = "A Kafka to use instead of the embedded one.")
  private String kafka;

  @Option(
      names = "--elasticsearch",
      paramLabel = "URL",
      descriptionKey = "doctor.option.elasticsearch",
      description = "An Elasticsearch to use instead of the embedded one.")
  private URI elasticsearch;

  /** Speaks the language of the locale, if it is known. */
  public DoctorCommand(Locale locale) {
    this(locale, Machine.current());
  }

  DoctorCommand(Locale locale, Machine machine) {
    this.messages = new Messages(locale);
    this.machine = machine;
  }

  @Option(
      names = "--calibration",
      paramLabel = "PACK",
      descriptionKey = "doctor.option.calibration",
      description = "Compare the budget of false warnings with a pack's history, weeks shuffled.")
  private String calibration;

  @Option(
      names = "--budget",
      paramLabel = "NUMBER",
      defaultValue = "4",
      descriptionKey = "doctor.option.budget",
      description = "False warnings a month that are accepted (default: ${DEFAULT-VALUE}).")
  private double budget;

  @Option(
      names = "--chaos",
      paramLabel = "N",
      descriptionKey = "doctor.option.chaos",
      description = "Strike a real cluster by N schedules of faults; its results must not change.")
  private int chaos;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      descriptionKey = "doctor.option.seed",
      description =
          "Seed of the first schedule; the next has the next (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--schedule",
      paramLabel = "SEED",
      descriptionKey = "doctor.option.schedule",
      description = "Strike by the schedule of this seed alone.")
  private Long schedule;

  @Override
  public Integer call() throws IOException, HeaderFaults, PackFaults, InterruptedException {
    if (schedule != null || chaos > 0) {
      List<Long> seeds =
          schedule != null
              ? List.of(schedule)
              : LongStream.range(seed, seed + chaos).boxed().toList();
      return new ChaosCheck(messages, spec.commandLine().getOut()).run(seeds);
    }
    if (calibration != null) {
      return calibrate();
    }
    Optional<Path> servers =
        Optional.ofNullable(System.getProperty(EmbeddedServers.FOLDER_PROPERTY)).map(Path::of);
    Plan plan = new Plan(servers, Optional.ofNullable(kafka), Optional.ofNullable(elasticsearch));
    List<Finding> findings = Requirements.examine(machine, plan);
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(finding -> out.println(line(finding)));
    long missing = findings.stream().filter(f -> f.state() == State.MISSING).count();
    String summary = missing == 0 ? "doctor.ready" : "doctor.not-ready";
    out.println();
    out.println(messages.text(summary, List.of(String.valueOf(missing))));
    out.flush();
    return missing == 0 ? 0 : 1;
  }

  private int calibrate() throws IOException, HeaderFaults {
    PrintWriter out = spec.commandLine().getOut();
    if (!(budget > 0)) {
      out.println(messages.text("doctor.calibration.budget"));
      out.flush();
      return 2;
    }
    try {
      return new CalibrationCheck(messages, out)
          .run(new CalibrationCheck.Task(calibration, budget, 1));
    } catch (PackFaults e) {
      out.println(messages.text("demo.pack-faults", List.of(calibration)));
      e.faults().forEach(fault -> out.println("  " + fault));
      out.flush();
      return 2;
    }
  }

  private String line(Finding finding) {
    String key = "doctor." + finding.item().code() + "." + finding.state().code();
    String mark = messages.text("doctor.mark." + finding.state().code());
    return mark + " " + messages.text(key, finding.details());
  }
}
