package io.zhijing.dashboards.console.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has signed in with a browser. A session ends after a while without a request, after a longer
 * while in any case, at sign-out, and when its user is removed, disabled or gets another password.
 * Keys are kept as hashes. Thread-safe.
 */
public final class Sessions {
  private static final int MOST = 10_000;
  private static final int MOST_OF_ONE = 20;

  private final Users users;
  private final Clock clock;
  private final SecureRandom random;
  private final Limits limits;
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /** Sessions of the users. */
  public Sessions(Users users, Limits limits, Clock clock, SecureRandom random) {
    this.users = users;
    this.limits = limits;
    this.clock = clock;
    this.random = random;
  }

  /**
   * How long a session lasts.
   *
   * @param idle without a request
   * @param whole in any case
   */
  public record Limits(Duration idle, Duration whole) {
    /** Half an hour, twelve hours. */
    public static Limits usual() {
      return new Limits(Duration.ofMinutes(30), Duration.ofHours(12));
    }
  }

  /**
   * A session.
   *
   * @param name of its user
   * @param password hash of the password that it was opened with
   * @param csrf what every change must be sent with
   * @param begun when it was opened
   * @param seen when it was used last
   */
  record Session(String name, String password, String csrf, Instant begun, Instant seen) {}

  /**
   * A session just opened.
   *
   * @param key for the cookie, kept nowhere
   * @param csrf what every change must be sent with
   */
  public record Opened(String key, String csrf) {}

  /**
   * Who a session is of.
   *
   * @param viewer the user as it is now
   * @param csrf what every change must be sent with
   */
  public record Known(Viewer viewer, String csrf) {}

  /** Opens a session with a key of its own, and closes the one that the browser had. */
  public synchronized Opened open(User user, Optional<String> formerKey) {
    formerKey.ifPresent(this::close);
    Instant now = clock.instant();
    sessions.values().removeIf(each -> hasEnded(each, now));
    String name = user.viewer().name();
    long own = sessions.values().stream().filter(each -> each.name().equals(name)).count();
    if (own >= MOST_OF_ONE) {
      removeOldest(name);
    }
    if (sessions.size() >= MOST) {
      removeOldest("");
    }
    Opened opened = new Opened(Tokens.random(random), Tokens.random(random));
    sessions.put(
        Tokens.hash(opened.key()), new Session(name, user.password(), opened.csrf(), now, now));
    return opened;
  }

  private void removeOldest(String nameOrAny) {
    sessions.entrySet().stream()
        .filter(each -> nameOrAny.isEmpty() || each.getValue().name().equals(nameOrAny))
        .min(Comparator.comparing(each -> each.getValue().seen()))
        .map(Map.Entry::getKey)
        .ifPresent(sessions::remove);
  }

  /** Who a key stands for, if its session lasts; that counts as a use of it. */
  public synchronized Optional<Known> use(String key) {
    return find(key, true);
  }

  /** The same without a use: what the console itself asks does not keep a session awake. */
  public synchronized Optional<Known> look(String key) {
    return find(key, false);
  }

  private Optional<Known> find(String key, boolean isUse) {
    String hash = Tokens.hash(key);
    Session session = sessions.get(hash);
    Instant now = clock.instant();
    if (session == null) {
      return Optional.empty();
    }
    Optional<User> user =
        users.find(session.name()).filter(each -> each.password().equals(session.password()));
    if (user.isEmpty() || hasEnded(session, now)) {
      sessions.remove(hash);
      return Optional.empty();
    }
    if (isUse) {
      sessions.put(
          hash,
          new Session(session.name(), session.password(), session.csrf(), session.begun(), now));
    }
    return Optional.of(new Known(user.get().viewer(), session.csrf()));
  }

  /** Closes a session. */
  public synchronized void close(String key) {
    sessions.remove(Tokens.hash(key));
  }

  private boolean hasEnded(Session session, Instant now) {
    return !now.isBefore(session.seen().plus(limits.idle()))
        || !now.isBefore(session.begun().plus(limits.whole()));
  }
}
