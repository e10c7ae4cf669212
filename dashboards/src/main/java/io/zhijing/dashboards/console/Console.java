package io.zhijing.dashboards.console;

import io.javalin.Javalin;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.kafka.SubscriptionProducer;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.commands.JobDesk;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Passwords;
import io.zhijing.dashboards.console.access.Sessions;
import io.zhijing.dashboards.console.access.Throttle;
import io.zhijing.dashboards.console.access.UserFile;
import io.zhijing.dashboards.console.access.Users;
import io.zhijing.dashboards.console.api.About;
import io.zhijing.dashboards.console.api.Api;
import io.zhijing.dashboards.console.api.Gate;
import io.zhijing.dashboards.console.api.Proxies;
import io.zhijing.dashboards.console.live.LiveFeed;
import io.zhijing.dashboards.console.metrics.ConsoleMetrics;
import io.zhijing.dashboards.console.orders.CommandOrders;
import io.zhijing.dashboards.console.orders.Orders;
import io.zhijing.dashboards.console.orders.RulesOrders;
import io.zhijing.dashboards.console.orders.SubscriptionOrders;
import io.zhijing.dashboards.console.query.AuditQueries;
import io.zhijing.dashboards.console.query.CatalogueQueries;
import io.zhijing.dashboards.console.query.ExplanationQueries;
import io.zhijing.dashboards.console.query.FlowQueries;
import io.zhijing.dashboards.console.query.PeriodQueries;
import io.zhijing.dashboards.console.query.QualityQueries;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.dashboards.console.query.ReportQueries;
import io.zhijing.dashboards.console.query.RulesQueries;
import io.zhijing.dashboards.console.query.SeriesQueries;
import io.zhijing.dashboards.console.query.SituationQueries;
import io.zhijing.dashboards.console.query.Stored;
import io.zhijing.dashboards.console.query.StrataQueries;
import io.zhijing.dashboards.console.query.TraceQueries;
import io.zhijing.dashboards.console.query.WarningQueries;
import io.zhijing.dashboards.console.topics.RulesLog;
import io.zhijing.dashboards.console.topics.Subscriptions;
import io.zhijing.dashboards.console.view.Site;
import io.zhijing.dashboards.report.ReportReader;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.subscription.Vocabulary;
import java.io.IOException;
import java.net.URI;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A running console. Owns its server, clients and threads; nothing of it is left behind when it is
 * closed.
 */
public final class Console implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String EVENTS = "text/event-stream";

  private final Deque<AutoCloseable> owned = new ArrayDeque<>();
  private final ConsoleSettings settings;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Javalin server;
  private LiveFeed live;
  private Optional<ConsoleMetrics> metrics;

  /** A console that could not start. */
  public static final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    StartException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private Console(ConsoleSettings settings, Clock clock) throws IOException, SettingsFaults {
    this.settings = settings;
    this.clock = clock;
    this.server = server();
  }

  /** What was opened is closed again where something fails on the way. */
  private Javalin server() throws IOException, SettingsFaults {
    try {
      Gate gate = gate();
      Api.Services services = services();
      Api api = new Api(services, gate, random);
      Site site = new Site(services, gate, random);
      metrics =
          settings.listening().metrics().isPresent()
              ? Optional.of(
                  own(
                      ConsoleMetrics.start(
                          settings.listening().metrics().get(), services.search())))
              : Optional.empty();
      Optional<KeyStore> keys =
          settings.listening().tls().isPresent()
              ? Optional.of(PemKeys.store(settings.listening().tls().get()))
              : Optional.empty();
      return Javalin.create(
          config -> {
            ServerHttp.configure(config, settings.listening(), keys);
            metrics.ifPresent(
                told ->
                    config.requestLogger.http(
                        (request, millis) -> {
                          // A line that stays open ends when somebody goes away.
                          if (!EVENTS.equals(request.res().getContentType())) {
                            told.answered(request.statusCode(), millis);
                          }
                        }));
            api.register(config, site);
            site.register(config);
          });
    } catch (IOException | SettingsFaults | RuntimeException e) {
      closeOwned();
      throw e;
    }
  }

  /**
   * Starts a console.
   *
   * @param clock says what is overdue and when sessions end
   * @throws SettingsFaults if the users file has faults, or it must not start like that
   * @throws StartException if it cannot listen there
   */
  public static Console start(ConsoleSettings settings, Clock clock)
      throws SettingsFaults, StartException {
    if (settings.refusal().isPresent()) {
      throw new SettingsFaults(List.of(settings.refusal().get().text()));
    }
    Console console;
    try {
      console = new Console(settings, clock);
    } catch (IOException e) {
      throw new StartException(e.getMessage(), e);
    }
    try {
      if (settings.listening().tls().isPresent()) {
        console.server.start();
      } else {
        console.server.start(settings.listening().bind(), settings.listening().port());
      }
      return console;
    } catch (RuntimeException e) {
      console.close();
      throw new StartException(
          "cannot listen at " + settings.listening().bind() + ":" + settings.listening().port(), e);
    }
  }

  /** Where it is found on this machine. */
  public URI address() {
    String scheme = settings.listening().tls().isPresent() ? "https" : "http";
    String host = settings.listening().isLoopback() ? "127.0.0.1" : settings.listening().bind();
    return URI.create(scheme + "://" + host + ":" + server.port() + "/");
  }

  /** At which port of this machine it tells its metrics; empty if it does not. */
  public Optional<Integer> metricsPort() {
    return metrics.map(ConsoleMetrics::port);
  }

  private <T extends AutoCloseable> T own(T resource) {
    owned.push(resource);
    return resource;
  }

  private Api.Services services() {
    Pack pack = settings.job().pack();
    Lattice lattice = new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours());
    Access access = new Access(lattice);
    DocumentSearch search = own(new DocumentSearch(settings.elasticsearch()));
    Stored stored =
        new Stored(
            search,
            pack,
            lattice,
            access,
            new Stored.Watching(
                settings.look().smallCountsBelow(),
                settings.look().silentAfterDays(),
                settings.job().since(),
                settings.kafka().topics().streamByTopic()));
    Queries queries = queries(stored);
    live = own(new LiveFeed(queries.situation()::newest, access, LiveFeed.Limits.usual()));
    return new Api.Services(
        lattice,
        access,
        queries,
        orders(stored, queries),
        search,
        live,
        new About(
            pack.id(),
            pack.nameEn(),
            pack.nameZh(),
            pack.zone().getId(),
            settings.look().isSimulated(),
            settings.look().version(),
            settings.look().language()));
  }

  private Queries queries(Stored stored) {
    DocumentReader reader = own(new DocumentReader(settings.elasticsearch()));
    RulesLog log = own(new RulesLog(settings.kafka(), settings.job().rules()));
    WarningQueries warnings = new WarningQueries(stored, clock);
    return new Queries(
        warnings,
        new ExplanationQueries(
            stored,
            warnings,
            reader,
            settings.elasticsearch().indexPrefix(),
            settings.job().rules().detection()),
        new SeriesQueries(stored, warnings),
        new StrataQueries(stored),
        new ReportQueries(stored, warnings),
        new TraceQueries(stored),
        new AuditQueries(stored, warnings),
        new QualityQueries(stored),
        new SituationQueries(stored, warnings),
        new CatalogueQueries(stored),
        new RulesQueries(stored, log, settings.job().rules()),
        new FlowQueries(stored),
        new PeriodQueries(
            stored,
            warnings,
            own(new ReportReader(stored.pack(), settings.elasticsearch())),
            settings.look().isSimulated()));
  }

  private Orders orders(Stored stored, Queries queries) {
    Set<String> departments =
        stored.pack().departments().stream().map(Pack.Department::code).collect(Collectors.toSet());
    JobDesk desk = own(new JobDesk(settings.kafka(), settings.elasticsearch(), PATIENCE));
    Vocabulary vocabulary = new Vocabulary(stored.lattice(), departments);
    return new Orders(
        new CommandOrders(queries, desk, stored.pack().zone(), departments),
        new RulesOrders(stored.access(), settings.job().rules(), stored.lattice(), desk),
        new SubscriptionOrders(
            stored.access(),
            own(new Subscriptions(settings.kafka(), vocabulary)),
            own(new SubscriptionProducer(settings.kafka(), PATIENCE)),
            vocabulary,
            settings.look().channels()));
  }

  private Gate gate() throws SettingsFaults {
    Optional<Gate.SignIn> signIn = Optional.empty();
    if (settings.users().isPresent()) {
      Users users =
          new Users(
              new UserFile(settings.users().get()),
              new Passwords(Passwords.USUAL_STRENGTH, random));
      signIn =
          Optional.of(
              new Gate.SignIn(
                  users,
                  new Sessions(users, settings.sessions(), clock, random),
                  new Throttle(clock)));
    }
    return new Gate(
        signIn,
        new Gate.Names(
            signIn.isEmpty() ? Gate.LOOPBACK : hosts(),
            settings.listening().publicUrl(),
            settings.listening().isSecure(),
            settings.look().language()),
        new Proxies(settings.listening().trustedProxies()),
        clock);
  }

  /** Behind a proxy only its name; else whatever this machine is called. */
  private Set<String> hosts() {
    return settings
        .listening()
        .publicUrl()
        .map(url -> Set.of(url.getHost().toLowerCase(Locale.ROOT)))
        .orElse(Set.of());
  }

  @Override
  public void close() {
    // Lines that stay open end first: they cannot once the server has taken their requests back.
    live.close();
    server.stop();
    closeOwned();
  }

  private void closeOwned() {
    while (!owned.isEmpty()) {
      try {
        owned.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a client of the console did not close", e);
      }
    }
  }
}
