package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.PackLoader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchIncidentsCommandTest {
  @Test
  void refusesNoYears() {
    StringWriter text = new StringWriter();
    CommandLine line = BenchCommand.line(Locale.ENGLISH);
    line.setErr(new PrintWriter(text));
    assertThat(line.execute("incidents", "--years", "0")).isEqualTo(2);
    assertThat(text.toString()).contains("At least one year must be simulated.");
  }

  @Test
  void aSeedIsForYearsThatAreSimulated() throws Exception {
    YearOption other = new YearOption();
    new CommandLine(new Holder(other)).parseArgs("--seed", "7");
    assertThat(other.plan().seed()).isEqualTo(7);
    assertThat(other.isOutOfPlace(PackLoader.builtIn("rasff"), List.of())).isTrue();
    assertThat(other.isOutOfPlace(PackLoader.builtIn("inner-mongolia"), List.of())).isFalse();
    assertThat(other.isOutOfPlace(PackLoader.builtIn("inner-mongolia"), List.of(Path.of("a.csv"))))
        .isTrue();
    assertThat(new YearOption().isOutOfPlace(PackLoader.builtIn("rasff"), List.of())).isFalse();
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin YearOption year) {}
}
