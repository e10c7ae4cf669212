package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.file.Pack;
import io.zhijing.dashboards.console.ConsoleSettings.Look;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.AuditQueries;
import io.zhijing.dashboards.console.query.ReportQueries;
import io.zhijing.dashboards.console.query.SeriesQueries;
import io.zhijing.dashboards.console.query.Stored;
import io.zhijing.dashboards.console.query.StrataQueries;
import io.zhijing.dashboards.console.query.WarningQueries;
import io.zhijing.detection.model.Lattice;
import java.time.Clock;
import java.util.Map;

/**
 * Where an analyst asks. Whoever has access to the servers themselves may see everything that is
 * stored; all of it is de-identified. Owns its client.
 *
 * @param viewer who asks
 * @param stored what is asked
 * @param isSimulated whether the data are
 */
record QueryDesk(Viewer viewer, Stored stored, boolean isSimulated) implements AutoCloseable {

  static QueryDesk open(
      ElasticsearchSettings settings, Pack pack, String language, boolean isSimulated) {
    Lattice lattice = new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours());
    Stored.Watching watching =
        new Stored.Watching(Look.LEAST_SMALL_COUNT, Look.USUAL_SILENCE, Map.of(), Map.of());
    return new QueryDesk(
        Viewer.ofMachine(language),
        new Stored(new DocumentSearch(settings), pack, lattice, new Access(lattice), watching),
        isSimulated);
  }

  WarningQueries warnings() {
    return new WarningQueries(stored, Clock.systemUTC());
  }

  SeriesQueries series() {
    return new SeriesQueries(stored, warnings());
  }

  ReportQueries reports() {
    return new ReportQueries(stored, warnings());
  }

  StrataQueries strata() {
    return new StrataQueries(stored);
  }

  AuditQueries audit() {
    return new AuditQueries(stored, warnings());
  }

  @Override
  public void close() {
    stored.search().close();
  }
}
