package io.zhijing.dashboards.console.live;

import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.SituationQueries.Changed;
import io.zhijing.dashboards.console.query.SituationQueries.Newest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One poller for all listeners. Asks Elasticsearch for the newest of what is stored, and only as
 * long as somebody listens. A listener that is gone, or whose user may not look any more, is
 * dropped. Owns its thread.
 */
public final class LiveFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
  private static final int NEWEST = 200;
  private static final int MOST_REMEMBERED = 5_000;
  private static final int PINGS_EVERY = 8;
  private static final int TELLERS = 8;

  /** The poller sees all; what each listener is told is decided for each. */
  private static final Viewer POLLER =
      new Viewer("console", Set.of(Role.ADMINISTRATOR), Set.of(), Set.of(), "en");

  private final Source source;
  private final Access access;
  private final Limits limits;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> revisions = new HashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Set<Listener> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService tellers = Executors.newFixedThreadPool(TELLERS, LiveFeed::daemon);
  private final Thread thread;

  /** Held while it is asked what is new, and by whoever reads or writes what was last. */
  private final Object asking = new Object();

  private Newest last;

  /**
   * Bounds.
   *
   * @param every how long between two questions
   * @param listeners most at once
   * @param ofOneUser most of one user
   */
  public record Limits(Duration every, int listeners, int ofOneUser) {
    /** Two seconds, two hundred, ten. */
    public static Limits usual() {
      return new Limits(Duration.ofSeconds(2), 200, 10);
    }
  }

  /** What is asked. */
  public interface Source {
    /** The newest of what is stored. */
    Newest newest(Viewer viewer, int most);
  }

  /** Who listens. */
  public interface Listener {
    /** Who it is now; empty if it may not listen any more. */
    Optional<Viewer> viewer();

    /** Tells it; false if it is gone. */
    boolean tell(Event event);

    /** Shows that the line is open; false if it is gone. */
    boolean ping();

    /** Ends it. */
    void close();

    /** Ends it, and says that it need not come back. */
    void dismiss();
  }

  /** A feed that starts to ask when the first listener comes. */
  public LiveFeed(Source source, Access access, Limits limits) {
    this.source = source;
    this.access = access;
    this.limits = limits;
    this.thread = daemon(this::run);
    this.thread.start();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "console-live");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Adds a listener; false if there are too many of all users. Of one user's the oldest has to go:
   * who turns pages leaves lines behind, and that they are dead shows only when they are written
   * to. When it returns, whatever changes from now on is news to the listener.
   */
  public boolean add(Listener listener, Viewer viewer) {
    if (!admit(listener, viewer)) {
      return false;
    }
    synchronized (asking) {
      if (last == null) {
        ask(); // what there is already is no news
      }
    }
    return true;
  }

  private synchronized boolean admit(Listener listener, Viewer viewer) {
    List<Listener> own =
        listeners.stream()
            .filter(each -> each.viewer().filter(v -> v.name().equals(viewer.name())).isPresent())
            .toList();
    if (own.size() >= limits.ofOneUser()) {
      Listener oldest = own.get(0);
      listeners.remove(oldest);
      tellers.execute(oldest::dismiss);
    }
    if (listeners.size() >= limits.listeners()) {
      return false;
    }
    listeners.add(listener);
    return true;
  }

  /** Forgets a listener that is gone. */
  public void remove(Listener listener) {
    listeners.remove(listener);
  }

  /** How many listen. */
  public int size() {
    return listeners.size();
  }

  private void run() {
    int turn = 0;
    try {
      while (!stopped.await(limits.every().toMillis(), TimeUnit.MILLISECONDS)) {
        if (!isHeard()) {
          continue;
        }
        turn++;
        poll();
        if (turn % PINGS_EVERY == 0 && busy.isEmpty()) {
          listeners.forEach(each -> later(each, each::ping));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether anybody listens; what was last is forgotten when nobody does. */
  private boolean isHeard() {
    synchronized (asking) {
      if (listeners.isEmpty()) {
        last = null;
      }
      return !listeners.isEmpty();
    }
  }

  /** Asks, and says which warnings changed since the last time; empty if no answer comes. */
  private Optional<List<Changed>> ask() {
    try {
      last = source.newest(POLLER, NEWEST);
      return Optional.of(changed(last));
    } catch (DocumentSearch.AwayException e) {
      LOG.debug("Elasticsearch is away", e);
      return Optional.empty();
    }
  }

  private void poll() {
    Newest before;
    Newest newest;
    Optional<List<Changed>> changed;
    synchronized (asking) {
      before = last;
      changed = ask();
      newest = last;
    }
    if (before == null || changed.isEmpty()) {
      return;
    }
    boolean isCounted = !newest.counts().equals(before.counts());
    boolean isReceived =
        !newest.clock().equals(before.clock()) || newest.received() != before.received();
    for (Listener listener : listeners) {
      later(
          listener,
          () -> {
            Optional<Viewer> viewer = listener.viewer();
            return viewer.isPresent()
                && tellChanged(listener, viewer.get(), changed.get())
                && (!isCounted || listener.tell(new Event.Counts(newest.counts())))
                && (!isReceived || listener.tell(new Event.Accounts(newest.clock())));
          });
    }
  }

  /** Nobody waits for a slow listener; one that is still busy with the last turn is dropped. */
  private void later(Listener listener, BooleanSupplier telling) {
    if (!busy.add(listener)) {
      keep(listener, false);
      return;
    }
    tellers.execute(
        () -> {
          try {
            keep(listener, telling.getAsBoolean());
          } finally {
            busy.remove(listener);
          }
        });
  }

  private List<Changed> changed(Newest newest) {
    List<Changed> changed = new ArrayList<>();
    for (Changed each : newest.warnings()) {
      Integer known = revisions.put(each.id(), each.revision());
      if (known == null || known != each.revision()) {
        changed.add(each);
      }
    }
    if (revisions.size() > MOST_REMEMBERED) {
      revisions.clear();
      newest.warnings().forEach(each -> revisions.put(each.id(), each.revision()));
    }
    return changed;
  }

  private boolean tellChanged(Listener listener, Viewer viewer, List<Changed> changed) {
    List<Event.Change> own =
        changed.stream()
            .filter(each -> access.decide(viewer, Action.READ_WARNINGS, each.routed()).isAllowed())
            .map(each -> new Event.Change(each.id(), each.revision(), each.status(), each.level()))
            .toList();
    return own.isEmpty() || listener.tell(new Event.Warnings(own));
  }

  private void keep(Listener listener, boolean isThere) {
    if (!isThere || listener.viewer().isEmpty()) {
      listeners.remove(listener);
      listener.close();
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    tellers.shutdown();
    listeners.forEach(Listener::close);
    listeners.clear();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
