package io.zhijing.jobs.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.bench.SimulatedSeries;
import io.zhijing.jobs.bench.speed.RPeers.Absent;
import io.zhijing.jobs.bench.speed.RPeers.Cause;
import io.zhijing.jobs.bench.speed.RPeers.Outcome;
import io.zhijing.jobs.bench.speed.RPeers.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With shell scripts in the place of R. */
class RPeersTest {
  private static final SimulatedSeries SERIES =
      new SimulatedSeries(new double[][] {{1, 2, 3}, {4, 5, 6}}, 1, 2);

  @TempDir private Path folder;

  private Outcome with(String shell) throws IOException {
    Path script = folder.resolve("r");
    Files.writeString(script, "#!/bin/sh\n" + shell + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return RPeers.measure(script.toString(), SERIES, 7);
  }

  @Test
  void readsVersionAndTimes() throws IOException {
    assertThat(
            with(
                "echo 'talk of\ta package'; printf 'speed\\tversion\\t4.2, x 1\\nspeed\\tearsC1\\t0.06\\nspeed\\tfarrington\\t2.5\\n'"))
        .isEqualTo(new Times("4.2, x 1", Map.of("earsC1", 0.06, "farrington", 2.5)));
  }

  @Test
  void handsOverSeriesWeeksAndRepeats() throws IOException {
    String echo =
        "[ \"$1 $4 $5 $6\" = '--vanilla 2 3 7' ] && [ \"$(tail -n 1 \"$3\")\" = 4.0,5.0,6.0 ]";
    assertThat(
            with("grep -q farringtonFlexible \"$2\" && " + echo + " && printf 'speed\\ta\\t1\\n'"))
        .isEqualTo(new Times("", Map.of("a", 1.0)));
  }

  @Test
  void saysWhyThereAreNoTimes() throws IOException {
    Outcome none = RPeers.measure(folder.resolve("absent").toString(), SERIES, 1);
    assertThat(((Absent) none).cause()).isEqualTo(Cause.NO_R);
    assertThat(with("exit 3")).isEqualTo(new Absent(Cause.NO_PACKAGE, ""));
    assertThat(with("echo broken >&2; exit 1")).isEqualTo(new Absent(Cause.FAILED, "broken"));
    assertThat(with("echo nonsense")).isEqualTo(new Absent(Cause.FAILED, "nonsense"));
    assertThat(with("printf 'speed\\ta\\tb\\n'"))
        .isEqualTo(new Absent(Cause.FAILED, "speed\ta\tb"));
    assertThat(with("true")).isEqualTo(new Absent(Cause.FAILED, ""));
  }
}
