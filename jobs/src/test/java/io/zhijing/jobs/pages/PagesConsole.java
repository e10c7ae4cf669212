package io.zhijing.jobs.pages;

import io.zhijing.dashboards.console.Console;
import io.zhijing.dashboards.console.ConsoleSettings;
import io.zhijing.dashboards.console.ConsoleSettings.Job;
import io.zhijing.dashboards.console.ConsoleSettings.Listening;
import io.zhijing.dashboards.console.ConsoleSettings.Look;
import io.zhijing.dashboards.console.access.Passwords;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Sessions;
import io.zhijing.dashboards.console.access.User;
import io.zhijing.dashboards.console.access.UserFile;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.end.SimulatedRegion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A console over the simulated region, with users of each role; one for all tests of a JVM. */
final class PagesConsole {
  static final String PASSWORD = "correct horse battery";
  static final String ADMINISTRATOR = "adam";
  static final String ANALYST = "ana";
  static final String VIEWER = "vera";

  /** An officer of food regulation in the whole region. */
  static final String OFFICER = "ola";

  /** An officer whose task none of the tests' warnings is. */
  static final String OTHER_OFFICER = "otto";

  private static final int FAST = 4;
  private static final int SILENT_AFTER_DAYS = 10;

  private static PagesConsole shared;

  private final Console console;

  private PagesConsole(SimulatedRegion region) throws Exception {
    Path folder = Files.createTempDirectory("zhijing-pages");
    UserFile users = new UserFile(folder.resolve("users.yaml"));
    users.write(
        List.of(
            person(ADMINISTRATOR, Role.ADMINISTRATOR, Set.of()),
            person(ANALYST, Role.ANALYST, Set.of()),
            person(VIEWER, Role.VIEWER, Set.of()),
            person(OFFICER, Role.OFFICER, Set.of("food_regulator")),
            person(OTHER_OFFICER, Role.OFFICER, Set.of("statistics"))));
    Map<String, LocalDate> since = new HashMap<>();
    for (ReportStream stream : ReportStream.values()) {
      since.put(stream.code(), region.year().plan().first());
    }
    console =
        Console.start(
            new ConsoleSettings(
                new Job(region.pack(), region.settings().watch().rules().get(), since),
                region.kafka(),
                region.elasticsearch(),
                new Listening("127.0.0.1", 0, Optional.empty(), Optional.empty()),
                Optional.of(users.path()),
                Sessions.Limits.usual(),
                new Look(
                    true, "test", "zh", Look.LEAST_SMALL_COUNT, SILENT_AFTER_DAYS, Set.of("mail"))),
            Clock.systemUTC());
  }

  static synchronized PagesConsole over(SimulatedRegion region) throws Exception {
    if (shared == null) {
      shared = new PagesConsole(region);
    }
    return shared;
  }

  private static User person(String name, Role role, Set<String> departments) {
    return new User(
        new Viewer(name, Set.of(role), departments, Set.of(), "zh"),
        new Passwords(FAST, new SecureRandom()).hash(PASSWORD),
        false,
        List.of());
  }

  /** Everybody who can sign in. */
  static Stream<String> people() {
    return Stream.of(ADMINISTRATOR, ANALYST, VIEWER, OFFICER, OTHER_OFFICER);
  }

  URI address() {
    return console.address();
  }
}
