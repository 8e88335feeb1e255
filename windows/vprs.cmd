@echo off
rem Starts vprs with the Python in this folder, whatever else is installed. The exit code is that of vprs.
setlocal DisableDelayedExpansion
set "VPRS_CODE_PAGE="
for /f "tokens=2 delims=:." %%p in ('chcp 2^>nul') do set "VPRS_CODE_PAGE=%%p"
chcp 65001 >nul 2>&1
"%~dp0python\python.exe" -X utf8 -m vprs %*
set "VPRS_EXIT=%ERRORLEVEL%"
if defined VPRS_CODE_PAGE chcp %VPRS_CODE_PAGE% >nul 2>&1
exit /b %VPRS_EXIT%
