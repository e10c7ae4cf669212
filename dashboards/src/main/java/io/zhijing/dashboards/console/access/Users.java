package io.zhijing.dashboards.console.access;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.access.User.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of a file, as they are now: a changed file is read again at the next question. One that
 * cannot be read leaves the users as they were, and says so. Thread-safe.
 */
public final class Users {
  private static final Logger LOG = LoggerFactory.getLogger(Users.class);

  private final UserFile file;
  private final Passwords passwords;
  private FileTime readAt;
  private Map<String, User> users = Map.of();

  /**
   * The users of a file that is in order.
   *
   * @throws SettingsFaults naming every fault
   */
  public Users(UserFile file, Passwords passwords) throws SettingsFaults {
    this.file = file;
    this.passwords = passwords;
    this.readAt = modified();
    this.users = byName(file);
  }

  private static Map<String, User> byName(UserFile file) throws SettingsFaults {
    Map<String, User> users = new HashMap<>();
    file.read().forEach(user -> users.put(user.viewer().name(), user));
    return users;
  }

  private FileTime modified() {
    try {
      return Files.getLastModifiedTime(file.path());
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private synchronized Map<String, User> current() {
    FileTime now = modified();
    if (!now.equals(readAt)) {
      readAt = now;
      try {
        users = byName(file);
      } catch (SettingsFaults e) {
        LOG.warn("The users file has faults, so the users stay as they were: {}", e.faults());
      }
    }
    return users;
  }

  /** The user of a name, unless it is disabled. */
  public Optional<User> find(String name) {
    return Optional.ofNullable(current().get(name)).filter(user -> !user.isDisabled());
  }

  /** The user whose name and password these are. Takes as long for a user there is not. */
  public Optional<User> signIn(String name, CharSequence password) {
    Optional<User> user = find(name);
    boolean isRight = passwords.matches(password, user.map(User::password).orElse(""));
    return user.filter(known -> isRight);
  }

  /** Whoever a program's key stands for: the user, with the roles of the key. */
  public Optional<Viewer> ofToken(String key, Instant now) {
    return ofTokenHash(Tokens.hash(key), now);
  }

  /** The same for whoever keeps no key, only its hash. */
  public Optional<Viewer> ofTokenHash(String hash, Instant now) {
    for (User user : current().values()) {
      for (Token token : user.tokens()) {
        if (Tokens.same(token.hash(), hash) && token.isValidAt(now) && !user.isDisabled()) {
          return Optional.of(restricted(user.viewer(), token.roles()));
        }
      }
    }
    return Optional.empty();
  }

  private static Viewer restricted(Viewer viewer, Set<Role> roles) {
    Set<Role> kept =
        roles.isEmpty()
            ? viewer.roles()
            : viewer.roles().stream().filter(roles::contains).collect(Collectors.toSet());
    return new Viewer(
        viewer.name(), kept, viewer.departments(), viewer.regions(), viewer.language());
  }
}
