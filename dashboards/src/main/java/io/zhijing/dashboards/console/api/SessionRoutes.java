package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Route.Answer;
import io.zhijing.dashboards.console.api.Route.Need;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Signing in and out. */
final class SessionRoutes {
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
    Credentials given = request.body(Credentials.class);
    SignInDesk.Signed signed =
        new SignInDesk(gate.signIn().get()).open(given.user(), given.password(), request.caller());
    return Reply.json(me(signed.viewer(), Optional.of(signed.opened().csrf())))
        .header("Set-Cookie", gate.cookie(signed.opened().key()));
  }

  private Reply close(Request request) {
    gate.signIn()
        .ifPresent(signIn -> request.caller().sessionKey().ifPresent(signIn.sessions()::close));
    return Reply.nothing().header("Set-Cookie", gate.cookie(""));
  }
}
