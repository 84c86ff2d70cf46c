"""What a panel of experts says: middle, agreement, stability, camps. Numbers in, numbers out."""

from app.foresight.delphi.agreement import tastle_wierman, van_der_eijk
from app.foresight.delphi.answers import FIVE_POINTS, PER_CENT, Scale
from app.foresight.delphi.concordance import Concordance, kendall_w, krippendorff
from app.foresight.delphi.consensus import (
    FIVE_POINT_RULE,
    LIKELIHOOD_RULE,
    Check,
    Rule,
    Verdict,
    consensus,
)
from app.foresight.delphi.dissent import Dissent, bimodality, dissent
from app.foresight.delphi.dropouts import DropOut, drop_out
from app.foresight.delphi.expertise import ByExpertise, by_expertise
from app.foresight.delphi.pairs import kappa, net_change, spearman
from app.foresight.delphi.rank_tests import RankTest, mann_whitney, wilcoxon
from app.foresight.delphi.real_time import (
    Feedback,
    PrePhase,
    feedback,
    first_answers_effect,
    is_outside,
)
from app.foresight.delphi.stability import SCHEIBE, Stability, StabilityRule, stability
from app.foresight.delphi.summary import Summary, by_group, summary
from app.foresight.delphi.tables import McNemar, TableTest, chi_squared, mcnemar

__all__ = [
    "FIVE_POINTS",
    "FIVE_POINT_RULE",
    "LIKELIHOOD_RULE",
    "PER_CENT",
    "SCHEIBE",
    "ByExpertise",
    "Check",
    "Concordance",
    "Dissent",
    "DropOut",
    "Feedback",
    "McNemar",
    "PrePhase",
    "RankTest",
    "Rule",
    "Scale",
    "Stability",
    "StabilityRule",
    "Summary",
    "TableTest",
    "Verdict",
    "bimodality",
    "by_expertise",
    "by_group",
    "chi_squared",
    "consensus",
    "dissent",
    "drop_out",
    "feedback",
    "first_answers_effect",
    "is_outside",
    "kappa",
    "kendall_w",
    "krippendorff",
    "mann_whitney",
    "mcnemar",
    "net_change",
    "spearman",
    "stability",
    "summary",
    "tastle_wierman",
    "van_der_eijk",
    "wilcoxon",
]
