package io.zhijing.dashboards.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a session awake. */
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
}
