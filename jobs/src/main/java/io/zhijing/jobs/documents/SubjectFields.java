package io.zhijing.jobs.documents;

import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;

/**
 * What a warning is about, for documents that know its id alone: the id begins with the stratum. An
 * id that an officer misspelt says nothing.
 */
final class SubjectFields {
  private final StratumFields fields;

  SubjectFields(Lattice lattice) {
    this.fields = new StratumFields(new NodeNames(lattice));
  }

  void write(DocumentJson json, String warningId) {
    int end = warningId.lastIndexOf('@');
    if (end < 0) {
      return;
    }
    Stratum stratum;
    try {
      stratum = Stratum.parse(warningId.substring(0, end));
    } catch (IllegalArgumentException e) {
      return; // no id of a warning; the answer says so
    }
    json.text("stratum", stratum.key()).text("stream", stratum.stream().code());
    fields.label(json, stratum);
  }
}
