package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RulesCommandTest {
  private static final String HEAD = "id: a\nversion: 2\nauthor: li\nreason: why\n";
  private static final String BUDGET =
      "budget: {false_warnings_per_month: 1,"
          + " curve: [{score: 4, per_month: 10}, {score: 6, per_month: 0.1}]}\n";

  @TempDir private Path folder;

  private record Said(int code, String text) {}

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Said check(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "check";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return rules(all);
  }

  private static Said rules(String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine line =
        new CommandLine(new RulesCommand(Locale.ENGLISH)).setOut(new PrintWriter(said));
    return new Said(line.execute(arguments), said.toString());
  }

  /** No server is asked: what is wrong is said before. */
  @Test
  void allThatReadRulesReadThemOverThePackOfTheSettings() throws Exception {
    String settings = file("settings.yaml", "pack: rasff\n");
    String file = file("rules.yaml", HEAD + "keys: [{sector: C1444X, score: -0.5, reason: key}]\n");
    for (String[] command :
        new String[][] {
          {"check", file, "--settings", settings},
          {"apply", file, "--settings", settings},
          {"diff", file, "--settings", settings},
          {"diff", file("fine.yaml", HEAD), "--against", file, "--settings", settings}
        }) {
      Said said = rules(command);
      assertThat(said.code()).as(command[0]).isEqualTo(2);
      assertThat(said.text()).contains("sector C1444X, which the pack does not have");
    }
    String other = file("other.yaml", "pack: rasff\nrules: {life: {close_after_days: few}}\n");
    assertThat(rules("diff", file("fine.yaml", HEAD), "--settings", other).text())
        .contains("other.yaml", "close_after_days must be a whole number");
  }

  @Test
  void aCodeThatThePackLacksIsRefused() throws Exception {
    String key = "keys: [{sector: %s, score: -0.5, reason: key}]\n";
    assertThat(check(file("fine.yaml", HEAD + key.formatted("C144"))).code()).isZero();
    Said wrong = check(file("wrong.yaml", HEAD + key.formatted("C1444X")));
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.text())
        .contains("keys[0] names the sector C1444X, which the pack does not have");
  }

  @Test
  void aBudgetThatTheSettingsDoNotHaveNeedsARestart() throws Exception {
    String rules = file("rules.yaml", HEAD + BUDGET);
    Said alone = check(rules);
    assertThat(alone.code()).isZero();
    assertThat(alone.text()).contains("a running job refuses it", "inner-mongolia");
    Said other = check(rules, "--settings", file("other.yaml", "pack: inner-mongolia\n"));
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.text()).contains("a running job refuses it", "other.yaml");
    String same = file("same.yaml", "rules:\n  " + BUDGET);
    Said taken = check(rules, "--settings", same);
    assertThat(taken.code()).isZero();
    assertThat(taken.text()).doesNotContain("refuses");
  }
}
