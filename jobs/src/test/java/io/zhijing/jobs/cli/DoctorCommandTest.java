package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.embedded.Machine;
import io.zhijing.jobs.embedded.Requirements;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DoctorCommandTest {

  @Test
  void tellsEverythingThatIsMissingAtOnceAndHowToGetIt() {
    Answer answer = ask(Locale.ENGLISH, new Fake(false));
    assertThat(answer.exitCode).isEqualTo(1);
    assertThat(answer.text)
        .contains("[missing] A JDK 17 or newer is needed; this is Java 11")
        .contains("[missing] Maven is not on the PATH")
        .contains("[missing] The program is not built")
        .contains("[missing] The Elasticsearch to start is not at")
        .contains("Install util-linux")
        .contains("/somewhere cannot be written to")
        .contains("Free disk space in /somewhere: 1.0 GB; more than 2.0 GB")
        .contains("Free memory: 1.0 GB; more than 3.0 GB")
        .contains("[note]    Port 9092")
        .contains("[note]    Port 9200")
        .contains("Missing: 8.");
  }

  @Test
  void refusesABudgetOfNothingAndNamesAPackThatIsNone() {
    Answer nothing = ask(Locale.ENGLISH, new Fake(true), "--calibration", "rasff", "--budget", "0");
    assertThat(nothing.exitCode).isEqualTo(2);
    assertThat(nothing.text).contains("A budget must be above zero.");
    Answer none = ask(Locale.ENGLISH, new Fake(true), "--calibration", "no-such-pack");
    assertThat(none.exitCode).isEqualTo(2);
    assertThat(none.text).contains("no-such-pack");
  }

  @Test
  void looksForNamedServersInsteadOfItsOwn() {
    Answer reached =
        ask(Locale.ENGLISH, new Fake(true), "--kafka", "k:9", "--elasticsearch", "http://e:9200");
    assertThat(reached.text)
        .contains("Kafka at k:9 accepts connections", "Elasticsearch at http://e:9200 answers")
        .doesNotContain("zip", "setpriv", "9092");
    Answer away =
        ask(Locale.ENGLISH, new Fake(false), "--kafka", "k:9", "--elasticsearch", "http://e:9200");
    assertThat(away.text)
        .contains("Nobody accepts connections at k:9", "Nobody answers at http://e");
    assertThat(ask(Locale.ENGLISH, new Fake(true), "--kafka", "no-port").text)
        .contains("Nobody accepts connections at no-port");
  }

  @Test
  void speaksChinese() {
    Answer answer = ask(Locale.CHINESE, new Fake(false));
    assertThat(answer.exitCode).isEqualTo(1);
    assertThat(answer.text).contains("[缺少] 需要 JDK 17", "[提示] Kafka 常用端口 9092", "缺少 8 项");
    assertThat(answer.text).doesNotContain("missing");
  }

  @Test
  void speaksEnglishWhateverThisMachineSpeaks() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.CHINESE);
      assertThat(ask(Locale.ENGLISH, new Fake(false)).text).contains("Missing: 8.");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void hasATextForEveryFindingInBothLanguages() {
    ResourceBundle english = Messages.bundle(Locale.ENGLISH);
    ResourceBundle chinese = Messages.bundle(Locale.CHINESE);
    Set<String> needed = new TreeSet<>();
    for (Requirements.Item item : Requirements.Item.values()) {
      boolean port = item.code().endsWith("-port");
      needed.add("doctor." + item.code() + ".fine");
      needed.add("doctor." + item.code() + (port ? ".note" : ".missing"));
    }
    assertThat(english.keySet()).containsAll(needed);
    assertThat(needed)
        .allSatisfy(key -> assertThat(chinese.getString(key)).isNotEqualTo(english.getString(key)));
    assertThat(doctorKeys(chinese)).isEqualTo(doctorKeys(english));
  }

  private static Set<String> doctorKeys(ResourceBundle bundle) {
    Set<String> keys = new TreeSet<>(bundle.keySet());
    keys.removeIf(key -> !key.startsWith("doctor."));
    return keys;
  }

  private record Answer(int exitCode, String text) {}

  private static Answer ask(Locale locale, Machine machine, String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = new CommandLine(new DoctorCommand(locale, machine));
    line.setOut(new PrintWriter(text));
    return new Answer(line.execute(arguments), text.toString());
  }

  /** A machine where all is well, or nothing. */
  private record Fake(boolean well) implements Machine {
    @Override
    public int javaVersion() {
      return well ? 17 : 11;
    }

    @Override
    public boolean hasCompiler() {
      return well;
    }

    @Override
    public Optional<Path> program(String name) {
      return well ? Optional.of(Path.of("/usr/bin", name)) : Optional.empty();
    }

    @Override
    public boolean isRoot() {
      return true;
    }

    @Override
    public Path temporary() {
      return Path.of("/somewhere");
    }

    @Override
    public boolean isWritable(Path folder) {
      return well;
    }

    @Override
    public long freeDiskBytes(Path folder) {
      return well ? 9L << 30 : 1L << 30;
    }

    @Override
    public long freeMemoryBytes() {
      return well ? 9L << 30 : 1L << 30;
    }

    @Override
    public boolean isFree(int port) {
      return well;
    }

    @Override
    public boolean accepts(String host, int port) {
      return well;
    }

    @Override
    public boolean answers(URI address) {
      return well;
    }
  }
}
