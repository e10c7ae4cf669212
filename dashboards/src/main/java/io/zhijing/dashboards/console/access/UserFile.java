package io.zhijing.dashboards.console.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.connectors.wire.yaml.YamlReader;
import io.zhijing.dashboards.console.access.User.Token;
import io.zhijing.detection.model.Coded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The file of users: YAML, with hashes only, written whole. A new one is readable by its owner
 * alone; one that is written anew stays readable by whoever could read it, the console not least.
 */
public final class UserFile {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";

  private final Path path;
  private final Function<Path, PosixFileAttributeView> access;

  /** Whoever writes must not give the file to its owner and group: it was left as it was. */
  public static final class OwnerNotKept extends IOException {
    private static final long serialVersionUID = 1;

    private final String owner;

    private OwnerNotKept(String owner, IOException cause) {
      super("the file belongs to " + owner + " and could not go on to", cause);
      this.owner = owner;
    }

    /** Whose the file is: user:group. */
    public String owner() {
      return owner;
    }
  }

  /** The file at a path; it need not exist yet. */
  public UserFile(Path path) {
    this(path, file -> Files.getFileAttributeView(file, PosixFileAttributeView.class));
  }

  /** The same, for a test that cannot be another user. */
  UserFile(Path path, Function<Path, PosixFileAttributeView> access) {
    this.path = path;
    this.access = access;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Whether a user can be called so. */
  public static boolean isName(String name) {
    return name.matches(NAME);
  }

  /**
   * Its users.
   *
   * @throws SettingsFaults naming every fault
   */
  public List<User> read() throws SettingsFaults {
    List<String> faults = new ArrayList<>();
    YamlReader root = new YamlReader(YamlReader.tree(path), faults);
    List<User> users = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlReader each : root.each("users")) {
      User user = user(each);
      if (!names.add(user.viewer().name())) {
        each.fault("name", "stands twice");
      }
      users.add(user);
    }
    root.refuseUnknown();
    if (!faults.isEmpty()) {
      throw new SettingsFaults(faults);
    }
    return users;
  }

  private static User user(YamlReader section) {
    String name = section.text("name", "");
    if (!isName(name)) {
      section.fault("name", "must be lower case letters, digits, dots, - or _");
    }
    Set<Role> roles = roles(section);
    if (roles.isEmpty()) {
      section.fault("roles", "must name at least one role");
    }
    Set<String> departments = Set.copyOf(section.texts("departments", List.of()));
    if (roles.contains(Role.OFFICER) && departments.isEmpty()) {
      section.fault("departments", "must name those that the officer belongs to");
    }
    String language = section.text("language", "zh");
    if (!Set.of("zh", "en").contains(language)) {
      section.fault("language", "must be zh or en");
    }
    List<Token> tokens = new ArrayList<>();
    section.each("tokens").forEach(each -> tokens.add(token(each)));
    return new User(
        new Viewer(
            name, roles, departments, Set.copyOf(section.texts("regions", List.of())), language),
        section.text("password", ""),
        section.flag("disabled", false),
        tokens);
  }

  private static Set<Role> roles(YamlReader section) {
    Set<Role> roles = new HashSet<>();
    for (String code : section.texts("roles", List.of())) {
      Role.ofCode(code)
          .ifPresentOrElse(roles::add, () -> section.fault("roles", "names no role: " + code));
    }
    return roles;
  }

  private static Token token(YamlReader section) {
    String text = section.text("expires", "");
    Optional<Instant> expires = Optional.empty();
    try {
      expires = text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      section.fault("expires", "must be a time such as 2026-01-31T00:00:00Z");
    }
    return new Token(section.text("id", ""), section.text("sha256", ""), roles(section), expires);
  }

  /**
   * Writes it anew; another process sees the old or the new one, never half of one.
   *
   * @throws OwnerNotKept before anything is replaced
   */
  public void write(Collection<User> users) throws IOException {
    ObjectNode root = YAML.createObjectNode();
    ArrayNode list = root.putArray("users");
    for (User user : users) {
      ObjectNode node = list.addObject();
      node.put("name", user.viewer().name());
      texts(node, "roles", codes(user.viewer().roles()));
      texts(node, "departments", user.viewer().departments());
      texts(node, "regions", user.viewer().regions());
      node.put("language", user.viewer().language());
      node.put("disabled", user.isDisabled());
      node.put("password", user.password());
      ArrayNode tokens = node.putArray("tokens");
      for (Token each : user.tokens()) {
        ObjectNode token = tokens.addObject().put("id", each.id()).put("sha256", each.hash());
        texts(token, "roles", codes(each.roles()));
        each.expires().ifPresent(at -> token.put("expires", at.toString()));
      }
    }
    Path folder = path.toAbsolutePath().getParent();
    Path fresh =
        Files.createTempFile(
            folder,
            "users",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(fresh, YAML.writeValueAsString(root));
      if (Files.exists(path)) {
        giveTo(Files.readAttributes(path, PosixFileAttributes.class), access.apply(fresh));
      }
      Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void giveTo(PosixFileAttributes former, PosixFileAttributeView fresh)
      throws IOException {
    try {
      PosixFileAttributes now = fresh.readAttributes();
      if (!now.owner().equals(former.owner())) {
        fresh.setOwner(former.owner());
      }
      if (!now.group().equals(former.group())) {
        fresh.setGroup(former.group());
      }
      // Last: before, it would be open to members of another group.
      fresh.setPermissions(former.permissions());
    } catch (IOException e) {
      throw new OwnerNotKept(former.owner().getName() + ":" + former.group().getName(), e);
    }
  }

  private static void texts(ObjectNode node, String name, Collection<String> texts) {
    if (!texts.isEmpty()) {
      texts.stream().sorted().forEach(node.putArray(name)::add);
    }
  }

  private static Set<String> codes(Set<Role> roles) {
    return roles.stream().map(Coded::code).collect(Collectors.toSet());
  }
}
