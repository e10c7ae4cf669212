package io.zhijing.jobs.cli;

import io.zhijing.jobs.embedded.EmbeddedServers;
import io.zhijing.jobs.embedded.Machine;
import io.zhijing.jobs.embedded.Requirements;
import io.zhijing.jobs.embedded.Requirements.Finding;
import io.zhijing.jobs.embedded.Requirements.Plan;
import io.zhijing.jobs.embedded.Requirements.State;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
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

  @Override
  public Integer call() {
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

  private String line(Finding finding) {
    String key = "doctor." + finding.item().code() + "." + finding.state().code();
    String mark = messages.text("doctor.mark." + finding.state().code());
    return mark + " " + messages.text(key, finding.details());
  }
}
