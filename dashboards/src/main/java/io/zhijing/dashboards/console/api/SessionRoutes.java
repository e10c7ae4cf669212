package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Sessions.Opened;
import io.zhijing.dashboards.console.access.User;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Gate.SignIn;
import io.zhijing.dashboards.console.api.Route.Answer;
import io.zhijing.dashboards.console.api.Route.Need;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in and out. */
final class SessionRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(SessionRoutes.class);
  private static final int MOST_CHARACTERS = 200;

  private final Gate gate;

  SessionRoutes(Gate gate) {
    this.gate = gate;
  }

  /**
   * Name and password.
   *
   * @param user name
   * @param password never logged, never told back
   */
  record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[***]";
    }
  }

  /**
   * Who has signed in.
   *
   * @param user name
   * @param roles what it is
   * @param departments codes
   * @param regions codes; empty for all
   * @param language zh or en
   * @param actions what it may do at all
   * @param csrfToken what changes must be sent with; absent for programs and demos
   * @param demo whether nobody need sign in here
   */
  record Me(
      String user,
      List<Role> roles,
      List<String> departments,
      List<String> regions,
      String language,
      List<Action> actions,
      Optional<String> csrfToken,
      boolean demo) {}

  List<Route> routes() {
    return List.of(
        Route.get(
            "/session",
            "Who has signed in.",
            Need.SIGNED_IN,
            Answer.json(Me.class),
            request -> Reply.json(me(request.viewer(), request.caller().csrf()))),
        Route.post(
                "/session",
                "Sign in: the answer sets a cookie, and any session before it ends.",
                Need.NOTHING,
                Answer.json(Me.class),
                this::open)
            .taking(Credentials.class),
        Route.delete("/session", "Sign out.", Need.SIGNED_IN, Answer.nothing(), this::close));
  }

  private Me me(Viewer viewer, Optional<String> csrf) {
    return new Me(
        viewer.name(),
        viewer.roles().stream().sorted().toList(),
        viewer.departments().stream().sorted().toList(),
        viewer.regions().stream().sorted().toList(),
        viewer.language(),
        Arrays.stream(Action.values())
            .filter(each -> !Collections.disjoint(each.roles(), viewer.roles()))
            .toList(),
        csrf,
        gate.signIn().isEmpty());
  }

  private Reply open(Request request) {
    if (gate.signIn().isEmpty()) {
      return Reply.json(me(request.viewer(), Optional.empty()));
    }
    SignIn signIn = gate.signIn().get();
    Credentials given = request.body(Credentials.class);
    String name = given.user().strip().toLowerCase(Locale.ROOT);
    String address = request.caller().address();
    Optional<Duration> wait = signIn.throttle().wait(name, address);
    if (wait.isPresent()) {
      throw ProblemException.later(ProblemKind.TOO_MANY, wait.get());
    }
    boolean isReadable =
        name.length() <= MOST_CHARACTERS && given.password().length() <= MOST_CHARACTERS;
    Optional<User> user =
        isReadable ? signIn.users().signIn(name, given.password()) : Optional.empty();
    if (user.isEmpty()) {
      signIn.throttle().failed(name, address);
      LOG.info("A sign-in from {} failed", address);
      throw ProblemException.of(ProblemKind.WRONG_CREDENTIALS);
    }
    signIn.throttle().succeeded(name);
    Opened opened = signIn.sessions().open(user.get(), request.caller().sessionKey());
    LOG.info("{} signed in from {}", name, address);
    return Reply.json(me(user.get().viewer(), Optional.of(opened.csrf())))
        .header("Set-Cookie", gate.cookie(opened.key()));
  }

  private Reply close(Request request) {
    gate.signIn()
        .ifPresent(signIn -> request.caller().sessionKey().ifPresent(signIn.sessions()::close));
    return Reply.nothing().header("Set-Cookie", gate.cookie(""));
  }
}
