"""Files of ScenarioWizard: .scw, a project with its cross-impact matrix, and .sl, its solutions."""

from app.formats.scenario_wizard.project import Project, read_project, written_project
from app.formats.scenario_wizard.solutions import Solution, read_solutions, written_solutions

__all__ = [
    "Project",
    "Solution",
    "read_project",
    "read_solutions",
    "written_project",
    "written_solutions",
]
