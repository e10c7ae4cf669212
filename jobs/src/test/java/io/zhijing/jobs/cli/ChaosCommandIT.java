package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Two schedules of {@code ./zhijing doctor --chaos}; twenty take too long for every build. */
class ChaosCommandIT {
  @Test
  void twoSchedulesOfFaultsChangeNothing() {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new DoctorCommand(Locale.ENGLISH));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    int code = line.execute("--chaos", "2", "--seed", "1");
    assertThat(out.toString())
        .contains("Schedule 1: ", "Schedule 2: ", "All 2 schedules end as the undisturbed run");
    assertThat(out.toString()).containsPattern("at \\d+ %: [a-z_]+ for \\d+ s");
    assertThat(code).as(out.toString()).isZero();
  }
}
