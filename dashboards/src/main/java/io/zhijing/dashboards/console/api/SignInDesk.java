package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.access.Sessions.Opened;
import io.zhijing.dashboards.console.access.Throttle.Attempt;
import io.zhijing.dashboards.console.access.User;
import io.zhijing.dashboards.console.access.UserFile;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Gate.SignIn;
import io.zhijing.dashboards.console.api.Request.Caller;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions for names and passwords, and makes whoever guesses wait. */
public final class SignInDesk {
  private static final Logger LOG = LoggerFactory.getLogger(SignInDesk.class);
  private static final int MOST_CHARACTERS = 200;

  private final SignIn signIn;

  /** A desk over users, sessions and a throttle. */
  public SignInDesk(SignIn signIn) {
    this.signIn = signIn;
  }

  /**
   * Somebody who has just signed in.
   *
   * @param viewer who
   * @param opened the session
   */
  public record Signed(Viewer viewer, Opened opened) {}

  /**
   * Opens a session, and closes the one that the browser had.
   *
   * @throws ProblemException if name or password are wrong, or it must wait
   */
  public Signed open(String user, String password, Caller caller) {
    String name = user.strip().toLowerCase(Locale.ROOT);
    String address = caller.address();
    boolean isName = name.length() <= MOST_CHARACTERS && UserFile.isName(name);
    Attempt attempt = signIn.throttle().attempt(isName ? name : "", address);
    if (attempt.delay().isPresent()) {
      throw ProblemException.later(ProblemKind.TOO_MANY, attempt.delay().get());
    }
    boolean isReadable = isName && password.length() <= MOST_CHARACTERS;
    Optional<User> found = isReadable ? signIn.users().signIn(name, password) : Optional.empty();
    if (found.isEmpty()) {
      LOG.info("A sign-in from {} failed", address);
      throw ProblemException.of(ProblemKind.WRONG_CREDENTIALS);
    }
    signIn.throttle().succeeded(attempt);
    Opened opened = signIn.sessions().open(found.get(), caller.sessionKey());
    LOG.info("{} signed in from {}", name, address);
    return new Signed(found.get().viewer(), opened);
  }
}
