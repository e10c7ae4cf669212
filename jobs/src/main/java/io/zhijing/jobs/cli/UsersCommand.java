package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.access.Passwords;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Tokens;
import io.zhijing.dashboards.console.access.User;
import io.zhijing.dashboards.console.access.UserFile;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.Coded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Who may use the console. A password is asked for, or read from standard input, and printed by
 * nobody. Exit code 0 if it was done, 1 if it cannot be, 2 if the file has faults.
 */
@Command(
    name = "users",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Add, list and remove users of the console, and issue tokens for programs.",
    synopsisSubcommandLabel = "COMMAND")
public final class UsersCommand implements Runnable {
  private static final int[] WIDTHS = {20, 30, 34, 24, 10, 24};
  private static final int REFUSED = 1;
  private static final int FAULTY = 2;

  private final Messages messages;
  private final SecureRandom random = new SecureRandom();

  @Spec private CommandSpec spec;

  /** Speaks the language of the locale. */
  public UsersCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  /** The file. */
  static final class Given {
    @Option(
        names = "--file",
        required = true,
        paramLabel = "FILE",
        descriptionKey = "users.option.file",
        description = "The file of users that the console's settings name.")
    private Path file;
  }

  /** What a user is. */
  static final class About {
    @Option(names = "--role", required = true, split = ",", paramLabel = "ROLE")
    private List<String> roles = List.of();

    @Option(names = "--department", split = ",", paramLabel = "CODE")
    private List<String> departments = List.of();

    @Option(names = "--region", split = ",", paramLabel = "CODE")
    private List<String> regions = List.of();

    @Option(names = "--lang", defaultValue = "zh", paramLabel = "zh|en")
    private String language;

    @Option(names = "--stdin", description = "Read the password from standard input.")
    private boolean isPiped;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private List<User> read(Given given) throws SettingsFaults {
    return Files.exists(given.file)
        ? new ArrayList<>(new UserFile(given.file).read())
        : new ArrayList<>();
  }

  private int write(Given given, List<User> users, String done) throws IOException {
    try {
      new UserFile(given.file).write(users);
      out().println(done);
      return 0;
    } catch (UserFile.OwnerNotKept e) {
      return refuse("users.owner-not-kept", e.owner());
    }
  }

  private int refuse(SettingsFaults e) {
    out().println(messages.text("users.faults"));
    e.faults().forEach(fault -> out().println("  " + fault));
    return FAULTY;
  }

  private int refuse(String key, String detail) {
    out().println(messages.text(key, detail));
    return REFUSED;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Add a user, or change one; asks for the password.")
  int add(@Mixin Given given, @Mixin About about, @Parameters(paramLabel = "NAME") String name)
      throws IOException {
    try {
      if (!UserFile.isName(name)) {
        return refuse("users.bad-name", name);
      }
      Set<Role> roles = roles(about.roles);
      if (roles.contains(Role.OFFICER) && about.departments.isEmpty()) {
        return refuse("users.no-department", name);
      }
      List<User> users = read(given);
      Optional<User> former = find(users, name);
      String password = password(about.isPiped);
      List<String> faults = Passwords.faults(name, password);
      if (!faults.isEmpty()) {
        return refuse("users.bad-password", String.join("; ", faults));
      }
      users.removeIf(each -> each.viewer().name().equals(name));
      users.add(
          new User(
              new Viewer(
                  name,
                  roles,
                  Set.copyOf(about.departments),
                  Set.copyOf(about.regions),
                  about.language),
              new Passwords(Passwords.USUAL_STRENGTH, random).hash(password),
              false,
              former.map(User::tokens).orElse(List.of())));
      return write(given, users, messages.text("users.written", name));
    } catch (SettingsFaults e) {
      return refuse(e);
    }
  }

  private Set<Role> roles(List<String> codes) {
    Set<Role> roles = new HashSet<>();
    for (String code : codes) {
      roles.add(
          Role.ofCode(code)
              .orElseThrow(
                  () ->
                      new CommandLine.ParameterException(
                          spec.commandLine(), messages.text("users.no-role", code))));
    }
    return roles;
  }

  /** Asked for twice at a terminal; else, or if told so, the first line of standard input. */
  @SuppressWarnings("SystemConsoleNull") // a later Java has one always: hence --stdin
  private String password(boolean isPiped) throws IOException {
    java.io.Console terminal = System.console();
    if (isPiped || terminal == null) {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return line == null ? "" : line;
    }
    char[] first = terminal.readPassword(messages.text("users.password") + " ");
    char[] again = terminal.readPassword(messages.text("users.password-again") + " ");
    String text = first == null ? "" : new String(first);
    return again != null && text.equals(new String(again)) ? text : "";
  }

  private static Optional<User> find(List<User> users, String name) {
    return users.stream().filter(each -> each.viewer().name().equals(name)).findFirst();
  }

  @Command(mixinStandardHelpOptions = true, description = "Show them, without what is secret.")
  int list(@Mixin Given given) {
    try {
      List<User> users = read(given);
      TextTable table = new TextTable(WIDTHS);
      table.row(
          messages.text("users.name"),
          messages.text("users.roles"),
          messages.text("users.departments"),
          messages.text("users.regions"),
          messages.text("users.disabled"),
          messages.text("users.tokens"));
      table.rule();
      for (User each : users) {
        table.row(
            each.viewer().name(),
            each.viewer().roles().stream()
                .map(Coded::code)
                .sorted()
                .collect(Collectors.joining(" ")),
            String.join(" ", each.viewer().departments()),
            String.join(" ", each.viewer().regions()),
            String.valueOf(each.isDisabled()),
            each.tokens().stream().map(User.Token::id).collect(Collectors.joining(" ")));
      }
      out().println(users.isEmpty() ? messages.text("users.none") : table);
      return 0;
    } catch (SettingsFaults e) {
      return refuse(e);
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Remove one; its sessions end at once.")
  int remove(@Mixin Given given, @Parameters(paramLabel = "NAME") String name) throws IOException {
    try {
      List<User> users = read(given);
      if (!users.removeIf(each -> each.viewer().name().equals(name))) {
        return refuse("users.unknown", name);
      }
      return write(given, users, messages.text("users.removed", name));
    } catch (SettingsFaults e) {
      return refuse(e);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Issue a token for a program, shown once; or take one back.")
  int token(
      @Mixin Given given,
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1", paramLabel = "TOKEN") String id,
      @Option(names = "--days", defaultValue = "365") int days,
      @Option(names = "--revoke") boolean isRevoked)
      throws IOException {
    try {
      List<User> users = read(given);
      Optional<User> user = find(users, name);
      if (user.isEmpty()) {
        return refuse("users.unknown", name);
      }
      List<User.Token> tokens = new ArrayList<>(user.get().tokens());
      boolean isKnown = tokens.removeIf(each -> each.id().equals(id));
      if (isRevoked && !isKnown) {
        return refuse("users.no-token", id);
      }
      Tokens.Issued issued =
          Tokens.issue(
              id,
              Set.of(),
              Optional.of(
                  Instant.now().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)),
              random);
      if (!isRevoked) {
        tokens.add(issued.token());
      }
      users.replaceAll(
          each ->
              each.viewer().name().equals(name)
                  ? new User(each.viewer(), each.password(), each.isDisabled(), tokens)
                  : each);
      return write(
          given,
          users,
          isRevoked
              ? messages.text("users.token-revoked", id)
              : messages.text("users.token", issued.key()));
    } catch (SettingsFaults e) {
      return refuse(e);
    }
  }
}
