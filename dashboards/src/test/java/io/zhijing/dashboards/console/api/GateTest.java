package io.zhijing.dashboards.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Passwords;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Sessions;
import io.zhijing.dashboards.console.access.Throttle;
import io.zhijing.dashboards.console.access.Tick;
import io.zhijing.dashboards.console.access.Tokens;
import io.zhijing.dashboards.console.access.User;
import io.zhijing.dashboards.console.access.User.Token;
import io.zhijing.dashboards.console.access.UserFile;
import io.zhijing.dashboards.console.access.Users;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.Lattice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a session awake, and who an open line is told as. */
class GateTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Passwords PASSWORDS = new Passwords(4, RANDOM);
  private static final Map<String, String> UNASKED = Map.of("X-Zhijing-Unasked", "true");

  private final Tick clock = new Tick();
  private final Tokens.Issued token =
      Tokens.issue(
          "feed",
          Set.of(Role.ANALYST, Role.OFFICER),
          Optional.of(clock.instant().plus(Duration.ofDays(1))),
          RANDOM);
  private UserFile file;
  private Users users;
  private Sessions sessions;
  private Gate gate;

  @TempDir private Path folder;

  @BeforeEach
  void open() throws Exception {
    file = new UserFile(folder.resolve("users.yaml"));
    file.write(List.of(li(Set.of(Role.ANALYST), List.of(token.token()))));
    users = new Users(file, PASSWORDS);
    sessions =
        new Sessions(
            users,
            new Sessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
            clock,
            RANDOM);
    gate =
        new Gate(
            Optional.of(new Gate.SignIn(users, sessions, new Throttle(clock))),
            new Gate.Names(Set.of(), Optional.empty(), false, "zh"),
            clock);
  }

  private static User li(Set<Role> roles, List<Token> tokens) {
    return new User(
        new Viewer("li", roles, Set.of("food_regulator"), Set.of(), "zh"),
        PASSWORDS.hash("a long enough password"),
        false,
        tokens);
  }

  /** Another content, and a time of change that no clock's grain can hide. */
  private void rewrite(User user) throws IOException {
    FileTime before = Files.getLastModifiedTime(file.path());
    file.write(List.of(user));
    Files.setLastModifiedTime(file.path(), FileTime.fromMillis(before.toMillis() + 2_000));
  }

  private boolean isKnown(String method, Map<String, String> headers, String key) {
    Context ctx = new Asked(method, headers, Map.of("zhijing", key)).context();
    return gate.identify(ctx).viewer().isPresent();
  }

  private String signIn() {
    return sessions.open(users.find("li").orElseThrow(), Optional.empty()).key();
  }

  @Test
  void whatAPageAsksByItselfKeepsNoSessionAwake() {
    List<Map<String, String>> itself = List.of(UNASKED, Map.of("Accept", "text/event-stream"));
    for (Map<String, String> headers : itself) {
      String key = signIn();
      clock.pass(Duration.ofMinutes(29));
      assertThat(isKnown("GET", headers, key)).isTrue();
      clock.pass(Duration.ofMinutes(1));
      assertThat(isKnown("GET", headers, key)).as("%s is no use", headers).isFalse();
    }
  }

  @Test
  void whatSomebodyAsksDoesAndSoDoesEveryChange() {
    String key = signIn();
    clock.pass(Duration.ofMinutes(29));
    assertThat(isKnown("GET", Map.of("Accept", "text/html"), key)).isTrue();
    clock.pass(Duration.ofMinutes(29));
    assertThat(isKnown("POST", UNASKED, key)).isTrue();
    clock.pass(Duration.ofMinutes(29));
    assertThat(isKnown("GET", UNASKED, key)).isTrue();
  }

  private Supplier<Optional<Viewer>> line() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    Access access = new Access(new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours()));
    Context ctx =
        new Asked("GET", Map.of("Authorization", "Bearer " + token.key()), Map.of()).context();
    return Events.listener(gate.present(ctx, gate.identify(ctx)), access);
  }

  @Test
  void anOpenLineEndsWhenItsTokenExpires() throws Exception {
    Supplier<Optional<Viewer>> line = line();
    assertThat(line.get()).isPresent();
    clock.pass(Duration.ofDays(1));
    assertThat(line.get()).isEmpty();
  }

  @Test
  void anOpenLineEndsWhenItsTokenIsRevoked() throws Exception {
    Supplier<Optional<Viewer>> line = line();
    rewrite(li(Set.of(Role.ANALYST), List.of()));
    assertThat(line.get()).isEmpty();
  }

  @Test
  void anOpenLineIsToldWhatItsUserMayKnowNow() throws Exception {
    Supplier<Optional<Viewer>> line = line();
    rewrite(li(Set.of(Role.OFFICER), List.of(token.token())));
    assertThat(line.get())
        .hasValueSatisfying(viewer -> assertThat(viewer.roles()).containsExactly(Role.OFFICER));
    rewrite(li(Set.of(Role.VIEWER), List.of(token.token())));
    assertThat(line.get()).as("the token is for roles that its user has lost").isEmpty();
  }

  @Test
  void anOpenLineOfASessionEndsWithIt() {
    String key = signIn();
    Context ctx = new Asked("GET", Map.of(), Map.of("zhijing", key)).context();
    Supplier<Optional<Viewer>> line = gate.present(ctx, gate.identify(ctx));
    assertThat(line.get()).isPresent();
    sessions.close(key);
    assertThat(line.get()).isEmpty();
  }
}
