package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.access.Passwords;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.User;
import io.zhijing.dashboards.console.access.UserFile;
import io.zhijing.dashboards.console.access.Users;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UsersCommandTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir private Path folder;
  private Path file;

  private record Said(int code, String text) {}

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("users.yaml");
  }

  private Said users(String input, String... words) {
    InputStream before = System.in;
    StringWriter out = new StringWriter();
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--file");
    all.add(file.toString());
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      CommandLine line = new CommandLine(new UsersCommand(Locale.ENGLISH));
      line.setOut(new PrintWriter(out, true));
      line.setErr(new PrintWriter(out, true));
      return new Said(line.execute(all.toArray(String[]::new)), out.toString());
    } finally {
      System.setIn(before);
    }
  }

  private Said add(String name, String... more) {
    List<String> words = new ArrayList<>(List.of("add", name, "--stdin"));
    words.addAll(List.of(more));
    return users(PASSWORD + "\n", words.toArray(String[]::new));
  }

  @Test
  void aUserIsAddedChangedListedAndRemovedAndItsPasswordIsNeverSaid() throws Exception {
    Said added = add("li", "--role", "officer,viewer", "--department", "food_regulator");
    assertThat(added.code()).as(added.text()).isZero();
    assertThat(added.text()).contains("li").doesNotContain(PASSWORD);
    assertThat(Files.readString(file)).doesNotContain(PASSWORD);
    User li = new UserFile(file).read().get(0);
    assertThat(li.viewer().roles()).containsExactlyInAnyOrder(Role.OFFICER, Role.VIEWER);
    assertThat(new Passwords(4, new SecureRandom()).matches(PASSWORD, li.password())).isTrue();
    assertThat(users("", "list").text())
        .contains("li", "officer viewer", "food_regulator")
        .doesNotContain(li.password());
    assertThat(add("li", "--role", "analyst").code()).isZero();
    assertThat(new UserFile(file).read()).hasSize(1);
    assertThat(users("", "remove", "li").code()).isZero();
    assertThat(users("", "remove", "li").code()).isEqualTo(1);
  }

  @Test
  void aTokenIsShownOnceAndCanBeTakenBack() throws Exception {
    add("li", "--role", "viewer");
    Said said = users("", "token", "li", "bot");
    assertThat(said.code()).isZero();
    String key = said.text().strip().substring(said.text().indexOf("zj_"));
    assertThat(Files.readString(file)).doesNotContain(key);
    Users users = new Users(new UserFile(file), new Passwords(4, new SecureRandom()));
    assertThat(users.ofToken(key, Instant.EPOCH)).isPresent();
    assertThat(users("", "token", "li", "bot", "--revoke").code()).isZero();
    assertThat(new UserFile(file).read().get(0).tokens()).isEmpty();
    assertThat(users("", "token", "wang", "bot").code()).isEqualTo(1);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThat(add("Li Wei", "--role", "viewer").code()).isEqualTo(1);
    assertThat(add("li", "--role", "officer").text()).contains("at least one department");
    assertThat(add("li", "--role", "king").text()).contains("no role king");
    assertThat(users("short\n", "add", "li", "--role", "viewer", "--stdin").text())
        .contains("shorter than 12");
    assertThat(Files.exists(file)).isFalse();
  }
}
