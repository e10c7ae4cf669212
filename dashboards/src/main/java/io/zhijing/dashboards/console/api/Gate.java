package io.zhijing.dashboards.console.api;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.zhijing.dashboards.console.access.Sessions;
import io.zhijing.dashboards.console.access.Throttle;
import io.zhijing.dashboards.console.access.Tokens;
import io.zhijing.dashboards.console.access.Users;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Request.Caller;
import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds out who asks, and turns away what comes by a wrong name, from another site's page, or
 * without a session's token. Without users it is a demo's gate, which knows one viewer.
 */
public final class Gate {
  /** Names of this machine to itself: by another name a page could reach a demo (DNS rebinding). */
  public static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final String BEARER = "bearer ";
  private static final String CSRF_HEADER = "X-CSRF-Token";

  /** What the pages' own script sends along when nobody asked it to ask. */
  private static final String UNASKED_HEADER = "X-Zhijing-Unasked";

  private final Optional<SignIn> signIn;
  private final Names names;
  private final Proxies proxies;
  private final Clock clock;

  /** A gate that no proxy stands before; a demo's has no sign-in. */
  public Gate(Optional<SignIn> signIn, Names names, Clock clock) {
    this(signIn, names, Proxies.NONE, clock);
  }

  /** A gate behind proxies. */
  public Gate(Optional<SignIn> signIn, Names names, Proxies proxies, Clock clock) {
    this.signIn = signIn;
    this.names = names;
    this.proxies = proxies;
    this.clock = clock;
  }

  /**
   * What signing in needs.
   *
   * @param users who there is
   * @param sessions who has signed in
   * @param throttle against guessing
   */
  public record SignIn(Users users, Sessions sessions, Throttle throttle) {}

  /**
   * How the console is called.
   *
   * @param hosts names that it answers to; empty for any
   * @param publicUrl where browsers find it, if a proxy stands before it
   * @param isSecure whether browsers reach it by TLS
   * @param language when nobody says which
   */
  public record Names(
      Set<String> hosts, Optional<URI> publicUrl, boolean isSecure, String language) {}

  /** What signing in needs; empty for a demo. */
  public Optional<SignIn> signIn() {
    return signIn;
  }

  /** Turns away requests by a name that is none of this server's. */
  void checkHost(Context ctx) {
    if (!names.hosts().isEmpty() && !names.hosts().contains(withoutPort(ctx.header("Host")))) {
      throw ProblemException.of(ProblemKind.HOST_NOT_ALLOWED);
    }
  }

  private static String withoutPort(String host) {
    if (host == null) {
      return "";
    }
    String lower = host.toLowerCase(Locale.ROOT);
    int colon = lower.lastIndexOf(':');
    return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
  }

  /**
   * Who asks now, found out anew at each call, for a line that stays open: empty once its session
   * has ended, its token has expired or is revoked, or its user is gone. Holds no program's key.
   */
  Supplier<Optional<Viewer>> present(Context ctx, Caller caller) {
    if (signIn.isEmpty()) {
      return caller::viewer;
    }
    SignIn in = signIn.get();
    String authorization = ctx.header("Authorization");
    if (authorization != null) {
      String hash = Tokens.hash(bearer(authorization));
      return () -> in.users().ofTokenHash(hash, clock.instant());
    }
    Optional<String> key = caller.sessionKey();
    return () -> key.flatMap(in.sessions()::look).map(Sessions.Known::viewer);
  }

  /** Who asks. A key that is not right is a problem; a session that has ended is nobody. */
  public Caller identify(Context ctx) {
    String authorization = ctx.header("Authorization");
    Optional<String> key = Optional.ofNullable(ctx.cookie(cookieName()));
    Optional<Viewer> viewer;
    Optional<String> csrf = Optional.empty();
    if (signIn.isEmpty()) {
      viewer = Optional.of(Viewer.ofDemo(language(ctx, names.language())));
    } else if (authorization != null) {
      viewer = Optional.of(ofToken(authorization));
      key = Optional.empty();
    } else {
      Sessions sessions = signIn.get().sessions();
      Optional<Sessions.Known> known = key.flatMap(isUnasked(ctx) ? sessions::look : sessions::use);
      viewer = known.map(Sessions.Known::viewer);
      csrf = known.map(Sessions.Known::csrf);
    }
    String preferred = viewer.map(Viewer::language).orElse(names.language());
    return new Caller(
        viewer,
        language(ctx, preferred),
        address(ctx),
        ctx.path(),
        key,
        csrf,
        Optional.ofNullable(ctx.header("Idempotency-Key")));
  }

  /** Whether a script asks by itself; who pretends to only makes its session end sooner. */
  private static boolean isUnasked(Context ctx) {
    return HandlerType.GET.equals(ctx.method())
        && (ctx.header(UNASKED_HEADER) != null || isEventLine(ctx.header("Accept")));
  }

  private static boolean isEventLine(String accepted) {
    return accepted != null && accepted.contains(Events.MEDIA_TYPE);
  }

  /** Where a request comes from, behind proxies too. */
  public String address(Context ctx) {
    return proxies.origin(ctx.ip(), Collections.list(ctx.req().getHeaders(Proxies.HEADER)));
  }

  private Viewer ofToken(String authorization) {
    boolean isBearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return Optional.of(authorization)
        .filter(text -> isBearer)
        .flatMap(text -> signIn.orElseThrow().users().ofToken(bearer(text), clock.instant()))
        .orElseThrow(() -> ProblemException.of(ProblemKind.WRONG_CREDENTIALS));
  }

  private static String bearer(String authorization) {
    return authorization.substring(BEARER.length()).strip();
  }

  /** The language asked for: by parameter, by header, or what is usual. */
  static String language(Context ctx, String usual) {
    String asked = ctx.queryParam("lang");
    if ("zh".equals(asked) || "en".equals(asked)) {
      return asked;
    }
    String accepted = ctx.header("Accept-Language");
    if (accepted != null) {
      for (String each : accepted.toLowerCase(Locale.ROOT).split(",", 10)) {
        String tag = each.strip();
        if (tag.startsWith("zh") || tag.startsWith("en")) {
          return tag.substring(0, 2);
        }
      }
    }
    return usual;
  }

  /** Turns away changes that another site's page makes, or that lack the session's token. */
  void checkChange(Context ctx, Caller caller) {
    checkChange(ctx, caller, Optional.ofNullable(ctx.header(CSRF_HEADER)));
  }

  /** The same for a form, whose token is one of its fields. */
  public void checkChange(Context ctx, Caller caller, Optional<String> token) {
    String site = ctx.header("Sec-Fetch-Site");
    String origin = ctx.header("Origin");
    boolean isOwnSite = site == null || List.of("same-origin", "none").contains(site);
    if (!isOwnSite || (origin != null && !isOwn(origin, ctx))) {
      throw ProblemException.of(ProblemKind.FOREIGN_ORIGIN);
    }
    if (caller.csrf().isPresent()) {
      if (token.filter(sent -> Tokens.same(sent, caller.csrf().get())).isEmpty()) {
        throw ProblemException.of(ProblemKind.CSRF);
      }
    }
  }

  private boolean isOwn(String origin, Context ctx) {
    if (names.publicUrl().isPresent()) {
      URI url = names.publicUrl().get();
      return origin.equals(url.getScheme() + "://" + url.getAuthority());
    }
    String scheme = names.isSecure() ? "https" : "http";
    return origin.equals(scheme + "://" + ctx.header("Host"));
  }

  /** The language when nobody says which. */
  public String language() {
    return names.language();
  }

  /** Whether browsers reach it by TLS. */
  public boolean isSecure() {
    return names.isSecure();
  }

  private String cookieName() {
    return names.isSecure() ? "__Host-zhijing" : "zhijing";
  }

  /** The cookie of a session; an empty key ends it. */
  public String cookie(String key) {
    return cookieName()
        + "="
        + key
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (names.isSecure() ? "; Secure" : "")
        + (key.isEmpty() ? "; Max-Age=0" : "");
  }
}
