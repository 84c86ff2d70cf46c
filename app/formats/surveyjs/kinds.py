"""Types of SurveyJS elements and what each is here; keys that are carried, and mere looks."""

from typing import Final

from app.questionnaire.model import QuestionKind

KINDS: Final = {
    "text": QuestionKind.TEXT,
    "comment": QuestionKind.TEXT,
    "radiogroup": QuestionKind.SINGLE,
    "dropdown": QuestionKind.SINGLE,
    "buttongroup": QuestionKind.SINGLE,
    "imagepicker": QuestionKind.SINGLE,
    "checkbox": QuestionKind.MULTIPLE,
    "tagbox": QuestionKind.MULTIPLE,
    "ranking": QuestionKind.RANKING,
    "rating": QuestionKind.RATING,
    "slider": QuestionKind.RANGE,
    "boolean": QuestionKind.SINGLE,
    "file": QuestionKind.FILE,
    "signaturepad": QuestionKind.IMAGE,
    "html": QuestionKind.NOTE,
    "image": QuestionKind.NOTE,
}
INPUTS: Final = {
    "number": QuestionKind.DECIMAL,
    "range": QuestionKind.RANGE,
    "date": QuestionKind.DATE,
    "datetime-local": QuestionKind.DATE_TIME,
    "datetime": QuestionKind.DATE_TIME,
    "time": QuestionKind.TIME,
}
CARRIED: Final = frozenset(
    [
        *("type", "name", "title", "description", "elements", "questions", "templateElements"),
        *("visibleIf", "enableIf", "requiredIf", "isRequired", "requiredErrorText", "readOnly"),
        *("visible", "defaultValue", "defaultValueExpression", "setValueExpression", "inputType"),
        *("min", "max", "step", "minValueExpression", "maxValueExpression", "minErrorText"),
        *("maxErrorText", "maxLength", "validators", "choices", "choicesOrder", "hasOther"),
        *("choicesVisibleIf", "choicesEnableIf", "choicesFromQuestion", "choicesByUrl"),
        *("choicesFromQuestionMode", "showOtherItem", "otherText", "hasNone", "showNoneItem"),
        *("noneText", "hasRefused", "showRefuseItem", "refuseText", "hasDontKnow"),
        *("showDontKnowItem", "dontKnowText", "minSelectedChoices", "maxSelectedChoices"),
        *("rateMin", "rateMax", "rateStep", "rateCount", "rateValues", "minRateDescription"),
        *("maxRateDescription", "labelTrue", "labelFalse", "valueTrue", "valueFalse", "columns"),
        *("rows", "items", "cellType", "isAllRowRequired", "eachRowRequired", "html", "valueName"),
        *("expression", "hasComment", "showCommentArea", "commentText", "multiSelect"),
        *("minPanelCount", "maxPanelCount", "minRowCount", "maxRowCount", "allowMultiple"),
        *("rowsVisibleIf", "columnsVisibleIf", "sliderType"),
    ]
)
LOOKS: Final = frozenset(
    [
        *("titleLocation", "descriptionLocation", "showNumber", "width", "minWidth", "maxWidth"),
        *("colSpan", "startWithNewLine", "indent", "state", "hideNumber", "errorLocation"),
        *("placeholder", "placeHolder", "colCount", "colCountLayout", "renderAs", "itemSize"),
        *("showClearButton", "allowClear", "searchEnabled", "rateType", "rateDisplayMode"),
        *("displayMode", "scaleMode", "rateColorMode", "autoRate", "rows_", "cols", "autoGrow"),
        *("allowResize", "size", "textUpdateMode", "imageFit", "imageHeight", "imageWidth"),
        *("contentMode", "showLabel", "imageLink", "altText", "autocomplete", "dataList"),
        *("addPanelText", "removePanelText", "panelAddText", "panelRemoveText", "addRowText"),
        *(
            "removeRowText",
            "templateTitle",
            "renderMode",
            "panelCount",
            "rowCount",
            "columnMinWidth",
        ),
        *("columnColCount", "showHeader", "verticalAlign", "alternateRows", "itemTitleWidth"),
        *("questionTitleLocation", "questionTitleWidth", "innerIndent", "swapOrder", "page"),
        *("confirmDelete", "confirmDeleteText", "keyDuplicationError", "locTitle", "useCase"),
        *("displayStyle", "currency", "maximumFractionDigits", "minimumFractionDigits", "format"),
        *(
            "precision",
            "otherPlaceholder",
            "otherPlaceHolder",
            "optionsCaption",
            "storeOthersAsComment",
        ),
        *(
            "showSelectAllItem",
            "hasSelectAll",
            "selectAllText",
            "otherErrorText",
            "rateDescriptionLocation",
        ),
        *("displayRateDescriptionsAsExtremeItems", "showCommentArea_", "commentPlaceholder"),
        *("allowAddRows", "allowRemoveRows", "allowAddPanel", "allowRemovePanel", "penColor"),
        *("showPreview", "maxWidth", "maxSize", "acceptedTypes", "storeDataAsText", "labelMode"),
        *("newPanelPosition", "showRangeInProgress", "noEntriesText", "detailPanelShowOnAdding"),
        *("columnLayout", "transposeData", "horizontalScroll", "isResponsive", "customLabels"),
    ]
)
LOST: Final = {
    "correctAnswer": "It is a quiz there; answers are not marked here.",
    "resetValueIf": "The answer is not taken back here.",
    "setValueIf": "The value is not set here.",
    "clearIfInvisible": "An answer that is no longer asked is kept and not counted here.",
    "maskSettings": "What is typed is not put into a form here.",
    "maskType": "What is typed is not put into a form here.",
    "detailElements": "What unfolds below a row is not asked here.",
    "keyName": "That a value is not repeated in two items is not checked here.",
    "defaultRowValue": "Rows start empty here.",
    "defaultPanelValue": "Panels start empty here.",
    "valuePropertyName": "Choices are stored as codes here.",
    "useDisplayValuesInDynamicTexts": "Texts show what people read for an answer here.",
    "timeLimit": "There is no limit of time here.",
    "maxTimeToFinish": "There is no limit of time here.",
    "choicesFromQuestionValues": "The choices are those of the question itself here.",
    "bindings": "Values are not bound here.",
    "totalText": "Totals are not shown here.",
}
