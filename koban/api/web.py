"""What a feature's run-time code imports: requests, visits, pages. Re-exports only."""

from fastapi import APIRouter, Depends, File, Form, HTTPException, Query, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from koban.forms.check import Checked, aside_of, check_answers
from koban.forms.plain import plain
from koban.store.records.reader import Reader
from koban.store.records.stored import Stored
from koban.store.records.writer import Writer
from koban.web.card import Card
from koban.web.community import Community
from koban.web.officer import Officer
from koban.web.problem import problem
from koban.web.staffing import Hours, Staffing
from koban.web.turns import Turns
from koban.web.visit import Here, Visit

__all__ = [
    "APIRouter",
    "Card",
    "Checked",
    "Community",
    "Depends",
    "File",
    "Form",
    "HTMLResponse",
    "HTTPException",
    "Here",
    "Hours",
    "JSONResponse",
    "Officer",
    "Query",
    "Reader",
    "RedirectResponse",
    "Request",
    "Response",
    "Staffing",
    "Stored",
    "Turns",
    "UploadFile",
    "Visit",
    "Writer",
    "aside_of",
    "check_answers",
    "plain",
    "problem",
]
