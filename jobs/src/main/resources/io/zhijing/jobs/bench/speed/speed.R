# Times of the R package surveillance on given series and weeks: milliseconds of processor time for each week of a series.
#   Rscript speed.R SERIES FIRST LAST REPEATS
# SERIES: comma-separated counts, a series a line. FIRST, LAST: judged weeks, from 1. REPEATS: rounds for what takes little time.
# Ends with 3 if the package is not there. Prints a version line and a line for each algorithm, tab-separated and marked with
# "speed", since the package prints lines of its own.
arguments <- commandArgs(trailingOnly = TRUE)
if (!suppressWarnings(requireNamespace("surveillance", quietly = TRUE))) quit(status = 3)
suppressMessages(library(surveillance))

counts <- unname(as.matrix(read.csv(arguments[1], header = FALSE)))
weeks <- seq(as.integer(arguments[2]), as.integer(arguments[3]))
repeats <- as.integer(arguments[4])

weekly <- function(y) sts(observed = matrix(y, ncol = 1), frequency = 52, start = c(2000, 1))

# The settings of Noufaily et al. (2013), quantiles of the negative binomial.
flexible <- function(y) {
  farringtonFlexible(weekly(y), control = list(
    range = weeks, b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, reweight = TRUE, weightsThreshold = 2.58,
    trend = TRUE, pThresholdTrend = 1, thresholdMethod = "nbPlugin", alpha = 0.005, glmWarnings = FALSE))
}

# A two-sided error rate, hence twice the one above.
original <- function(y) algo.farrington(sts2disProg(weekly(y)), control = list(range = weeks, b = 5, w = 3, reweight = TRUE, alpha = 0.01))

# Counts without overdispersion have no negative binomial fit; they are taken to be Poisson then.
chart <- function(y) {
  watch <- function(alpha) algo.glrnb(sts2disProg(weekly(y)), control = list(
    range = weeks, c.ARL = 5, mu0 = list(S = 1, trend = TRUE), alpha = alpha, change = "intercept", ret = "value"))
  invisible(capture.output(suppressMessages(tryCatch(watch(NULL), error = function(e) watch(0)))))   # it talks
}

ears <- function(method, alpha) function(y) {
  earsC(weekly(y), control = list(range = weeks, method = method, baseline = 7, minSigma = 0, alpha = alpha))
}

processor <- function() sum(proc.time()[c("user.self", "sys.self")])

time <- function(judge, rounds) {
  # A series on which the package stops is over sooner, which is to R's advantage.
  one <- function(i) try(suppressWarnings(judge(counts[i, ])), silent = TRUE)
  for (i in seq_len(min(2, nrow(counts)))) one(i)   # R compiles a function at its second call
  before <- processor()
  for (round in seq_len(rounds)) for (i in seq_len(nrow(counts))) one(i)
  1000 * (processor() - before) / (rounds * nrow(counts) * length(weeks))
}

report <- function(name, value) cat("speed", name, value, sep = "\t", fill = TRUE)
report("version", paste0(R.version$major, ".", R.version$minor, ", surveillance ", packageVersion("surveillance")))
report("farringtonFlexible_nbPlugin", time(flexible, 1))
report("farrington_original", time(original, 1))
report("glrnb", time(chart, 1))
report("earsC1", time(ears("C1", 0.001), repeats))
report("earsC2", time(ears("C2", 0.001), repeats))
report("earsC3_package", time(ears("C3", 0.025), repeats))
