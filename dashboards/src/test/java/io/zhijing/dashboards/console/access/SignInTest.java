package io.zhijing.dashboards.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, passwords, sessions, tokens and the throttle. */
class SignInTest {
  private static final String PASSWORD = "correct horse battery";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Passwords PASSWORDS = new Passwords(4, RANDOM);

  @TempDir private Path folder;
  private final Tick clock = new Tick();
  private final Tokens.Issued token =
      Tokens.issue(
          "bot", Set.of(Role.VIEWER), Optional.of(Instant.parse("2020-01-02T00:00:00Z")), RANDOM);
  private UserFile file;
  private Users users;
  private Sessions sessions;

  @BeforeEach
  void writeUsers() throws Exception {
    file = new UserFile(folder.resolve("users.yaml"));
    file.write(List.of(user("li", PASSWORD, false)));
    users = new Users(file, PASSWORDS);
    sessions =
        new Sessions(
            users,
            new Sessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
            clock,
            RANDOM);
  }

  private User user(String name, String password, boolean isDisabled) {
    return new User(
        new Viewer(
            name,
            Set.of(Role.OFFICER, Role.VIEWER),
            Set.of("food_regulator"),
            Set.of("150600"),
            "zh"),
        PASSWORDS.hash(password),
        isDisabled,
        List.of(token.token()));
  }

  /** Another content, and a time of change that no clock's grain can hide. */
  private void rewrite(User... all) throws IOException {
    FileTime before = Files.getLastModifiedTime(file.path());
    file.write(List.of(all));
    Files.setLastModifiedTime(file.path(), FileTime.fromMillis(before.toMillis() + 2_000));
  }

  @Test
  void theFileHoldsHashesOnlyAndIsItsOwnersAlone() throws Exception {
    String text = Files.readString(file.path());
    assertThat(text).contains("$2a$").doesNotContain(PASSWORD).doesNotContain(token.key());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(file.read()).isEqualTo(file.read()).hasSize(1);
    assertThat(file.read().get(0).viewer()).isEqualTo(user("li", PASSWORD, false).viewer());
    assertThat(user("li", PASSWORD, false).toString()).doesNotContain("$2a$");
  }

  @Test
  void aFaultyFileNamesEveryFault() throws Exception {
    Files.writeString(
        file.path(),
        """
        users:
          - {name: Li Wei, roles: [boss], language: fr}
          - {name: li, roles: [officer]}
          - {name: li, roles: [viewer], shoe_size: 44}
        """);
    SettingsFaults faults = catchThrowableOfType(SettingsFaults.class, () -> file.read());
    assertThat(faults.faults())
        .hasSize(7)
        .anySatisfy(each -> assertThat(each).contains("users[0].name"))
        .anySatisfy(each -> assertThat(each).contains("names no role: boss"))
        .anySatisfy(each -> assertThat(each).contains("at least one role"))
        .anySatisfy(each -> assertThat(each).contains("must be zh or en"))
        .anySatisfy(each -> assertThat(each).contains("users[1].departments"))
        .anySatisfy(each -> assertThat(each).contains("users[2].name stands twice"))
        .anySatisfy(each -> assertThat(each).contains("shoe_size is not known"));
  }

  @Test
  void onlyTheRightPasswordOfAKnownUserSignsIn() throws Exception {
    assertThat(users.signIn("li", PASSWORD)).isPresent();
    assertThat(users.signIn("li", PASSWORD + "x")).isEmpty();
    assertThat(users.signIn("li", "")).isEmpty();
    assertThat(users.signIn("wang", PASSWORD)).isEmpty();
    assertThat(users.signIn("nobody", "nobody")).isEmpty();
    rewrite(user("li", PASSWORD, true));
    assertThat(users.signIn("li", PASSWORD)).isEmpty();
  }

  @Test
  void passwordsThatAreShortLongOrEasyAreRefused() {
    assertThat(Passwords.faults("li", PASSWORD)).isEmpty();
    assertThat(Passwords.faults("li", "short")).isNotEmpty();
    assertThat(Passwords.faults("li", "aaaaaaaaaaaaaaaa")).isNotEmpty();
    assertThat(Passwords.faults("li", "密".repeat(25))).isNotEmpty();
    assertThat(PASSWORDS.matches("x".repeat(100), PASSWORDS.hash("y".repeat(72)))).isFalse();
  }

  @Test
  void aFileThatBreaksLeavesUsersAsTheyWere() throws Exception {
    FileTime before = Files.getLastModifiedTime(file.path());
    Files.writeString(file.path(), "users: [{name: '!'}]");
    Files.setLastModifiedTime(file.path(), FileTime.fromMillis(before.toMillis() + 2_000));
    assertThat(users.find("li")).isPresent();
  }

  @Test
  void aSessionEndsWhenItRests() {
    String key = sessions.open(users.find("li").orElseThrow(), Optional.empty()).key();
    clock.pass(Duration.ofMinutes(29));
    assertThat(sessions.use(key)).isPresent();
    clock.pass(Duration.ofMinutes(29));
    assertThat(sessions.look(key)).as("a use put the end off").isPresent();
    clock.pass(Duration.ofMinutes(1));
    assertThat(sessions.look(key)).as("a look did not").isEmpty();
  }

  @Test
  void aSessionEndsAfterItsWholeTimeHoweverItIsUsed() {
    String key = sessions.open(users.find("li").orElseThrow(), Optional.empty()).key();
    for (int i = 0; i < 12 * 3 - 1; i++) {
      clock.pass(Duration.ofMinutes(20));
      assertThat(sessions.use(key)).isPresent();
    }
    clock.pass(Duration.ofMinutes(20));
    assertThat(sessions.use(key)).isEmpty();
  }

  @Test
  void signingInAgainEndsTheFormerSession() {
    User li = users.find("li").orElseThrow();
    Sessions.Opened first = sessions.open(li, Optional.empty());
    Sessions.Opened second = sessions.open(li, Optional.of(first.key()));
    assertThat(second.key()).isNotEqualTo(first.key());
    assertThat(second.csrf()).isNotEqualTo(first.csrf());
    assertThat(sessions.use(first.key())).isEmpty();
    assertThat(sessions.use(second.key())).isPresent();
    sessions.close(second.key());
    assertThat(sessions.use(second.key())).isEmpty();
  }

  @Test
  void aSessionEndsWithItsUserOrItsPassword() throws Exception {
    String key = sessions.open(users.find("li").orElseThrow(), Optional.empty()).key();
    rewrite(user("li", "another good password", false));
    assertThat(sessions.use(key)).isEmpty();
    key = sessions.open(users.find("li").orElseThrow(), Optional.empty()).key();
    rewrite(user("wang", PASSWORD, false));
    assertThat(sessions.use(key)).isEmpty();
  }

  @Test
  void aTokenActsForItsUserWithItsRolesUntilItExpires() {
    assertThat(users.ofToken(token.key(), clock.instant()))
        .hasValueSatisfying(
            viewer -> {
              assertThat(viewer.name()).isEqualTo("li");
              assertThat(viewer.roles()).containsExactly(Role.VIEWER);
            });
    assertThat(users.ofToken(token.key() + "x", clock.instant())).isEmpty();
    assertThat(users.ofToken(token.token().hash(), clock.instant())).isEmpty();
    clock.pass(Duration.ofDays(1));
    assertThat(users.ofToken(token.key(), clock.instant())).isEmpty();
  }

  @Test
  void guessingIsSlowedDownByNameAndByAddress() {
    Throttle throttle = new Throttle(clock);
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.wait("li", "a")).isEmpty();
      throttle.failed("li", "a");
    }
    assertThat(throttle.wait("li", "b")).contains(Duration.ofSeconds(5));
    assertThat(throttle.wait("wang", "a")).isEmpty();
    throttle.failed("li", "a");
    assertThat(throttle.wait("li", "a")).contains(Duration.ofSeconds(10));
    clock.pass(Duration.ofSeconds(10));
    assertThat(throttle.wait("li", "a")).isEmpty();
    throttle.succeeded("li");
    for (int i = 0; i < 14; i++) {
      throttle.failed("user" + i, "a");
    }
    assertThat(throttle.wait("fresh", "a")).as("one address, many names").isPresent();
    assertThat(throttle.wait("fresh", "b")).isEmpty();
  }
}
