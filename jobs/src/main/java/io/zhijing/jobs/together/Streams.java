package io.zhijing.jobs.together;

import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.StreamsJudge;
import io.zhijing.jobs.settings.PipelineSettings.Watch;
import io.zhijing.jobs.state.Evaluation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The streams of a stratum. Keyed by its nodes. */
public final class Streams implements Together<Evaluation> {
  private static final long serialVersionUID = 1;

  private transient StreamsJudge judge;

  /** What streams are looked at together for. */
  public static String nodesOf(Evaluation evaluation) {
    return Stratum.nodesKey(evaluation.stratum());
  }

  @Override
  public Class<Evaluation> type() {
    return Evaluation.class;
  }

  @Override
  public boolean looksBack() {
    return true;
  }

  @Override
  public void open(Watch watch) {
    judge = new StreamsJudge(watch.rules().get().detection());
  }

  @Override
  public Rise rise(Evaluation each) {
    boolean isHigh = StreamsJudge.isHigh(each.finding());
    return new Rise(each.stratum(), each.day(), each.tick(), isHigh);
  }

  @Override
  public List<Signal> judge(
      String key, int day, Collection<Evaluation> high, List<Evaluation> before) {
    TreeMap<ReportStream, Finding> findings = new TreeMap<>();
    Stratum any = null;
    for (Evaluation each : high) {
      any = Stratum.parse(each.stratum());
      findings.put(any.stream(), each.finding());
    }
    if (any == null) {
      return List.of();
    }
    Optional<ReportStream> lead =
        before.stream().findFirst().map(each -> Stratum.parse(each.stratum()).stream());
    return judge.judge(any.nodes(), day, findings, lead).stream().toList();
  }
}
