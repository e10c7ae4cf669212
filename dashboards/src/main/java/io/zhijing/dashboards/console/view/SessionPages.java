package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.api.Gate;
import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.ProblemException;
import io.zhijing.dashboards.console.api.ProblemKind;
import io.zhijing.dashboards.console.api.Reply;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.api.Route;
import io.zhijing.dashboards.console.api.SignInDesk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Signing in and out, and what this is. */
final class SessionPages {
  private static final int SEE_OTHER = 303;
  private static final String NOTICE = "/META-INF/zhijing/NOTICE";

  private final Renderer renderer;
  private final Gate gate;

  SessionPages(Renderer renderer, Gate gate) {
    this.renderer = renderer;
    this.gate = gate;
  }

  List<Route> routes() {
    Param next = Param.query("next", Kind.ID, "Where to go then.");
    Param csrf = Param.query("csrf", Kind.TEXT, "Token of the session.");
    return List.of(
        Route.get(
                "/login",
                "Sign in.",
                Route.Need.NOTHING,
                Route.Answer.media(Renderer.HTML),
                this::login)
            .with(next),
        Route.post(
                "/login",
                "Sign in.",
                Route.Need.NOTHING,
                Route.Answer.media(Renderer.HTML),
                this::open)
            .with(
                next,
                csrf,
                Param.query("user", Kind.TEXT, "Name."),
                Param.query("password", Kind.TEXT, "Never told back.")),
        Route.post(
                "/logout",
                "Sign out.",
                Route.Need.SIGNED_IN,
                Route.Answer.media(Renderer.HTML),
                this::close)
            .with(csrf),
        Route.get(
            "/about",
            "What this is.",
            Route.Need.NOTHING,
            Route.Answer.media(Renderer.HTML),
            request -> renderer.page(request, "about", new AboutPage(notice()))));
  }

  private Reply login(Request request) {
    if (gate.signIn().isEmpty()) {
      return to("/");
    }
    return renderer.page(request, "login", new LoginPage(local(request.text("next")), "", "", 0));
  }

  private Reply open(Request request) {
    String next = local(request.text("next"));
    if (gate.signIn().isEmpty()) {
      return to(next);
    }
    try {
      SignInDesk.Signed signed =
          new SignInDesk(gate.signIn().get())
              .open(request.text("user"), request.text("password"), request.caller());
      return to(next).header("Set-Cookie", gate.cookie(signed.opened().key()));
    } catch (ProblemException e) {
      boolean isExpected =
          e.kind() == ProblemKind.WRONG_CREDENTIALS || e.kind() == ProblemKind.TOO_MANY;
      if (!isExpected) {
        throw e;
      }
      long wait = e.retryAfter().map(each -> Math.max(1, each.toSeconds())).orElse(0L);
      return renderer
          .page(
              renderer.frame(request).onPage("/login"),
              "login",
              new LoginPage(next, request.text("user"), e.kind().code(), wait))
          .status(e.kind().status());
    }
  }

  private Reply close(Request request) {
    gate.signIn()
        .ifPresent(signIn -> request.caller().sessionKey().ifPresent(signIn.sessions()::close));
    return to("/login").header("Set-Cookie", gate.cookie(""));
  }

  private static Reply to(String path) {
    return Reply.nothing().status(SEE_OTHER).header("Location", path);
  }

  /** An address of this console alone, or the beginning: nobody is sent on to another site. */
  static String local(String next) {
    boolean isLocal =
        next.startsWith("/")
            && !next.startsWith("//")
            && next.chars().noneMatch(each -> each == '\\' || each < ' ');
    return isLocal && !next.startsWith("/login") && !next.startsWith("/logout") ? next : "/";
  }

  private static String notice() {
    try (InputStream in = SessionPages.class.getResourceAsStream(NOTICE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + NOTICE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
