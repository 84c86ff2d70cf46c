# The numbers of r_designs.json: R survey 4.1-1 on villages.csv (see made_villages.py), on the
# package's own scd (BRR) and on its apiclus1 (calibrations with bounds).
suppressMessages(library(survey))
options(survey.lonely.psu = "fail")
data(api); data(scd)
lines <- c()
put <- function(name, ...) lines <<- c(lines, sprintf(' "%s": [%s]', name, paste(sprintf("%.13g", c(...)), collapse = ", ")))
both <- function(...) unlist(lapply(list(...), function(each) c(coef(each), SE(each))))
ends <- function(each) c(coef(each), SE(each), confint(each))
tested <- function(each) c(each$statistic, each$parameter, each$p.value)

x <- read.csv(commandArgs(TRUE)[1]); x$id <- seq_len(nrow(x)); x$big <- as.integer(x$x > 2)
whole <- sum(x$w)
designs <- list(
  three = svydesign(id = ~village + house + id, strata = ~stratum, fpc = ~M + N + Q, weights = ~w, data = x),
  two = svydesign(id = ~village + house, strata = ~stratum, fpc = ~M + N, weights = ~w, data = x),
  one = svydesign(id = ~village, strata = ~stratum, fpc = ~M, weights = ~w, data = x),
  open = svydesign(id = ~village, strata = ~stratum, weights = ~w, data = x),
  plain = svydesign(id = ~1, weights = ~w, data = x))
to <- c(`(Intercept)` = whole * 1.05, gy = sum(x$w[x$g == "y"]) * 1.2, gz = sum(x$w[x$g == "z"]) * .95, x = sum(x$w * x$x) * 1.1)
cells <- data.frame(expand.grid(g = c("x", "y", "z"), sex = c("f", "m")), Freq = c(120, 130, 140, 125, 135, 145))
for (name in names(designs)) {
  d <- designs[[name]]; at <- function(what) paste0(name, ".", what)
  middle <- svymean(~y, d, deff = TRUE)
  put(at("means"), both(middle, svytotal(~y, d), svyratio(~y, ~x, d)), deff(middle), degf(d))
  some <- subset(d, g == "x" & stratum != "c"); middle <- svymean(~y, some, deff = TRUE); sum_of <- svytotal(~y, some, deff = TRUE)
  put(at("domain"), both(middle, sum_of), deff(middle), deff(sum_of), degf(some), confint(middle, df = degf(some)))
  put(at("share"), ends(svyciprop(~I(x == 0), d, method = "beta")))
  put(at("share in a domain"), ends(svyciprop(~I(x == 0), subset(d, sex == "m" & g != "z"), method = "beta")))
  put(at("table"), tested(svychisq(~g + sex, d)), tested(svychisq(~g + sex, d, statistic = "Chisq")), tested(svychisq(~g + big, subset(d, sex == "m"))))
  line <- svyglm(y ~ x + I(sex == "m"), d); put(at("line"), coef(line), SE(line))
  line <- svyglm(y ~ x, some); put(at("line in a domain"), coef(line), SE(line))
  apart <- svyttest(y ~ I(sex == "m"), d); put(at("apart"), apart$estimate, tested(apart))
  put(at("quarters"), t(svyquantile(~y, d, c(.25, .5, .75), ci = TRUE, interval.type = "mean")$y))
  for (way in list(list("logit", c(.6, 1.6)), list("raking", c(-Inf, Inf)), list("linear", c(-Inf, Inf)))) {
    g <- calibrate(d, ~g + x, to, calfun = way[[1]], bounds = way[[2]], epsilon = 1e-11, maxit = 300)
    put(at(way[[1]]), both(svymean(~y, g), svytotal(~y, g), svymean(~y, subset(g, sex == "f"))), range(weights(g) / x$w))
  }
  g <- calibrate(d, ~x - 1, c(x = sum(x$w * x$x) * 1.1)); put(at("ratio estimator"), both(svymean(~y, g), svytotal(~y, g)))
  g <- postStratify(d, ~g + sex, cells); put(at("cells"), both(svymean(~y, g), svytotal(~y, g), svymean(~y, subset(g, stratum == "a"))))
}
for (way in c("remove", "adjust", "average")) {
  options(survey.lonely.psu = way)
  d <- svydesign(id = ~village, strata = ~stratum, fpc = ~M, weights = ~w, data = subset(x, !(village %in% c("d1", "b1", "b2"))))
  put(paste0("lonely.", way), both(svymean(~y, d), svytotal(~y, d)), degf(d))
}
options(survey.lonely.psu = "fail")
copies <- as.svrepdesign(designs$one, type = "JKn", compress = FALSE)
put("jackknife", both(svymean(~y, copies), svytotal(~y, copies), svyratio(~y, ~x, copies)))
# As it comes, R sums without the strata taken whole ("self-representing"), whose weights calibration moves too.
options(survey.drop.replicates = FALSE)
for (way in list(list("linear", c(-Inf, Inf)), list("raking", c(-Inf, Inf)), list("logit", c(.3, 2.5)))) {
  g <- calibrate(as.svrepdesign(designs$one, type = "JKn", compress = FALSE), ~g + x, to, calfun = way[[1]], bounds = way[[2]], epsilon = 1e-11, maxit = 300, compress = FALSE)
  put(paste0("jackknife.", way[[1]]), both(svymean(~y, g), svytotal(~y, g), svyratio(~y, ~x, g)))
}
options(survey.drop.replicates = TRUE)
pairs <- subset(x, stratum == "d" | village %in% c("a0", "a3", "b0", "b2", "c1", "c3"))
halves <- as.svrepdesign(svydesign(id = ~village, strata = ~stratum, weights = ~w, data = pairs), type = "BRR", compress = FALSE)
put("halves", both(svymean(~y, halves), svytotal(~y, halves), svyratio(~y, ~x, halves)), degf(halves))
to <- c(`(Intercept)` = sum(pairs$w) * 1.05, gy = sum(pairs$w[pairs$g == "y"]) * 1.1, gz = sum(pairs$w[pairs$g == "z"]) * .95, x = sum(pairs$w * pairs$x) * 1.1)
g <- calibrate(halves, ~g + x, to, compress = FALSE); put("halves calibrated", both(svymean(~y, g), svytotal(~y, g)))
d <- svydesign(id = ~ambulance, strata = ~ESA, nest = TRUE, weights = ~w, data = transform(scd, w = 1))
put("scd", both(svyratio(~alive, ~arrests, d)))
for (type in c("BRR", "Fay", "JKn")) put(paste0("scd.", type), both(svyratio(~alive, ~arrests, as.svrepdesign(d, type = type, fay.rho = if (type == "Fay") .3 else 0, compress = FALSE))))
districts <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
to <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069)
for (way in list(list("truncated", "linear", c(.5, 1.7)), list("logit", "logit", c(.4, 2.2)), list("logit, close", "logit", c(.5, 1.8)), list("raking", "raking", c(.5, 1.9)))) {
  g <- calibrate(districts, ~stype + api99, to, calfun = way[[2]], bounds = way[[3]], epsilon = 1e-11, maxit = 500)
  put(paste0("bounds.", way[[1]]), both(svymean(~api00, g), svytotal(~enroll, g), svymean(~api00, subset(g, sch.wide == "Yes"))), range(weights(g) / weights(districts)), sum(weights(g)^2))
  put(paste0("bounds.", way[[1]], ".share"), ends(svyciprop(~I(sch.wide == "No"), g, method = "beta")))
}
g <- calibrate(as.svrepdesign(districts, type = "JK1", compress = FALSE), ~stype + api99, to, compress = FALSE)
put("bounds.none, left out in turn", both(svymean(~api00, g), svytotal(~enroll, g)))
cat("{\n", paste(lines, collapse = ",\n"), "\n}\n", sep = "")
