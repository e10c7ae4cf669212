package io.zhijing.jobs.deidentify;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.Report;
import io.zhijing.jobs.settings.PipelineSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Personal fields end here. Keeps no state; runs in one chain with decoding, so that no raw report
 * crosses the network.
 */
public final class DeidentifyFunction extends RichMapFunction<RawReport, Report> {
  private static final long serialVersionUID = 1;

  private final PipelineSettings settings;
  private transient Deidentifier deidentifier;

  /** De-identification under the settings. */
  public DeidentifyFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    deidentifier = new Deidentifier(settings);
  }

  @Override
  public Report map(RawReport raw) {
    return deidentifier.deidentify(raw);
  }
}
